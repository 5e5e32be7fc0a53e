package dev.fuota.fleet.demo;

import dev.fuota.agent.event.Reception;
import dev.fuota.fleet.air.AirFigures;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.CampaignSnapshot;
import dev.fuota.server.campaign.DeviceSnapshot;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageState;
import dev.fuota.server.campaign.StageState.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the result out of what was recorded. */
final class Outcome {
  private final Scene scene;
  private final CampaignRun broken;
  private final CampaignRun update;
  private final Judge judge;

  Outcome(Scene scene, CampaignRun broken, CampaignRun update) {
    this.scene = scene;
    this.broken = broken;
    this.update = update;
    this.judge = new Judge(scene, broken, update);
  }

  DemoResult result() {
    List<DeviceResult> devices = scene.devices().stream().map(this::device).toList();
    boolean brokenRefused =
        !broken.end().verdict().orElseThrow().done()
            && scene.devices().stream().allMatch(device -> Judge.refused(device, broken));
    boolean updated = update.end().verdict().orElseThrow().done();
    List<CampaignResult> campaigns =
        List.of(campaign(broken, brokenRefused), campaign(update, updated));
    boolean ok = brokenRefused && updated && devices.stream().allMatch(DeviceResult::ok);
    return new DemoResult(
        ok,
        summary(ok, devices),
        scene.options(),
        new DemoResult.FirmwareResult(
            scene.firmware().name(),
            DemoFirmware.shortVersion(Sample.V1.version()),
            scene.firmware().shortVersion(),
            scene.firmware().octets().length()),
        seconds(Duration.between(Simulation.START, scene.world().simulation().instant())),
        campaigns,
        devices);
  }

  private String summary(boolean ok, List<DeviceResult> devices) {
    long right = devices.stream().filter(DeviceResult::ok).count();
    if (ok) {
      return devices.size() == 1
          ? "The device refused the broken image, and runs the new firmware."
          : "All "
              + right
              + " devices are where they should be: none took the broken image, and"
              + " every one that should runs the new firmware.";
    }
    return (devices.size() - right)
        + " of "
        + devices.size()
        + " devices are not where they should be. The update: "
        + update.end().verdict().orElseThrow().sentence()
        + ".";
  }

  private CampaignResult campaign(CampaignRun run, boolean expected) {
    CampaignSnapshot end = run.end();
    AirFigures air = run.air();
    double fragmentSeconds = seconds(end.multicastTimeOnAir());
    int sent = run.stages().stream().mapToInt(StageLog::fragments).sum();
    return new CampaignResult(
        run.name(),
        FirmwareVersion.text(run.firmware().fwVersion().orElseThrow()),
        end.verdict().orElseThrow().done() ? "DONE" : "FAILED",
        end.verdict().orElseThrow().sentence(),
        expected,
        seconds(Duration.between(Simulation.START, run.start())),
        seconds(run.duration()),
        new CampaignResult.Fragments(run.firmware().fragSize(), run.firmware().nbFrag(), sent),
        new CampaignResult.Airtime(
            fragmentSeconds,
            seconds(air.downlinkTime().minus(end.multicastTimeOnAir())),
            seconds(air.uplinkTime()),
            air.downlinks(),
            air.uplinks(),
            air.uplinksHeard()),
        run.stages().stream().map(stage -> stage(run, stage)).toList());
  }

  private StageResult stage(CampaignRun run, StageLog log) {
    int done = 0;
    int failed = 0;
    for (DemoDevice device : scene.devices()) {
      Status status = status(run, device, log.stage());
      done += status == Status.ANSWERED ? 1 : 0;
      failed += status == Status.REFUSED || status == Status.TIMED_OUT ? 1 : 0;
    }
    return new StageResult(
        StageRecorder.name(log.stage()),
        seconds(Duration.between(run.start(), log.start())),
        seconds(log.duration()),
        done,
        failed,
        seconds(log.air().downlinkTime().plus(log.air().uplinkTime())),
        log.fragments(),
        log.powerCuts());
  }

  /**
   * The transfer has no answers: there the devices themselves know. A device that is updated by the
   * end has come through every stage, even if its last answer there was lost.
   */
  private static Status status(CampaignRun run, DemoDevice device, Stage stage) {
    DeviceSnapshot seen = judgeSnapshot(run, device);
    if (stage == Stage.DL_FRAGMENT) {
      CampaignLog log = device.recorder().campaigns().get(run.number());
      if (log.reached(Milestone.REBUILT)) {
        return Status.ANSWERED;
      }
      return log.reached(Milestone.SESSION) ? Status.TIMED_OUT : Status.PENDING;
    }
    if (seen.succeeded()) {
      return Status.ANSWERED;
    }
    StageState state = seen.stages().get(stage);
    return state == null ? Status.PENDING : state.status();
  }

  static DeviceSnapshot judgeSnapshot(CampaignRun run, DemoDevice device) {
    return run.end().devices().get(device.number() - 1);
  }

  private DeviceResult device(DemoDevice device) {
    DeviceRecorder recorder = device.recorder();
    Judge.Judgement judgement = judge.judge(device);
    List<DeviceCampaign> campaigns = new ArrayList<>();
    for (CampaignRun run : List.of(broken, update)) {
      campaigns.add(journey(device, run));
    }
    return new DeviceResult(
        device.number(),
        device.device().identity().id().toString(),
        device.role(),
        recorder.version(),
        judge.expectedVersion(device),
        judgement.ok(),
        judgement.reason(),
        campaigns,
        recorder.powerCuts(),
        flashUse(device.device().flash(), device.device().power().operations()),
        recorder.decoderOctets());
  }

  private DeviceCampaign journey(DemoDevice device, CampaignRun run) {
    CampaignLog log = device.recorder().campaigns().get(run.number());
    return new DeviceCampaign(
        log.passages(),
        log.received(),
        log.count(Reception.STORED),
        log.received() - log.count(Reception.STORED),
        run.firmware().nbFrag(),
        judge.howItEnded(device, run));
  }

  private static FlashUse flashUse(NorFlash flash, long operations) {
    long erases = 0;
    for (int sector = 0; sector < flash.geometry().sectorCount(); sector++) {
      erases += flash.wear(sector);
    }
    return new FlashUse(operations, erases, flash.maxWear(), seconds(flash.busyTime()));
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
