package dev.fuota.fleet.demo;

import dev.fuota.agent.event.Reception;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.DeviceSnapshot;

/** Says whether a device is where it should be, and why not if it is not. */
final class Judge {
  private final Scene scene;
  private final CampaignRun broken;
  private final CampaignRun update;

  Judge(Scene scene, CampaignRun broken, CampaignRun update) {
    this.scene = scene;
    this.broken = broken;
    this.update = update;
  }

  /**
   * Where a device is.
   *
   * @param reason one sentence
   */
  record Judgement(boolean ok, String reason) {}

  String expectedVersion(DemoDevice device) {
    return device.role() == Role.WRONG_HARDWARE
        ? DemoFirmware.shortVersion(Sample.V1.version())
        : scene.firmware().shortVersion();
  }

  Judgement judge(DemoDevice device) {
    if (!device.recorder().version().equals(expectedVersion(device))) {
      return new Judgement(false, howItEnded(device, update));
    }
    if (!refused(device, broken)) {
      return new Judgement(false, "the broken image: " + howItEnded(device, broken));
    }
    if (device.role() == Role.WRONG_HARDWARE) {
      return new Judgement(refused(device, update), howItEnded(device, update));
    }
    boolean cut = device.role() != Role.ORDINARY;
    if (cut && device.recorder().powerCuts().isEmpty()) {
      return new Judgement(false, "its power never failed, although it should have");
    }
    return new Judgement(true, "refused the broken image, runs the new firmware");
  }

  static boolean refused(DemoDevice device, CampaignRun run) {
    return !log(device, run).refusal().isEmpty();
  }

  /** One sentence: the device's own view where there is one, else the server's. */
  String howItEnded(DemoDevice device, CampaignRun run) {
    CampaignLog log = log(device, run);
    DeviceSnapshot seen = Outcome.judgeSnapshot(run, device);
    if (!log.refusal().isEmpty()) {
      return "refused: " + log.refusalSentence();
    }
    if (log.reached(Milestone.UPDATED)) {
      return "runs the new firmware";
    }
    if (log.reached(Milestone.FIRST_FRAGMENT) && !log.reached(Milestone.REBUILT)) {
      return String.format(
          "heard %d of %d fragments and stored %d, %d are needed",
          log.received(),
          run.stages().stream().mapToInt(StageLog::fragments).sum(),
          log.count(Reception.STORED),
          run.firmware().nbFrag());
    }
    return seen.reason().isEmpty() ? "has not got so far" : "the server says: " + seen.reason();
  }

  private static CampaignLog log(DemoDevice device, CampaignRun run) {
    return device.recorder().campaigns().get(run.number());
  }
}
