package dev.fuota.agent.firmware;

import dev.fuota.agent.chart.Chart;
import dev.fuota.agent.chart.Text;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevDeleteImageReq;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.firmware.PackageVersionReq;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.time.GpsTime;
import java.util.List;
import java.util.Optional;

/** The charts of TS006: of the one programmed reboot, and of the image in the download slot. */
public final class FirmwareChart {
  private static final long NOW = 1_400_000_000;
  private static final ImageVersion RUNNING = new ImageVersion(1, 0, 0, 0);
  private static final ImageVersion STORED = new ImageVersion(2, 0, 0, 0);

  private FirmwareChart() {}

  /** The programmed reboot. "At once" is not kept over a reset, which is all that it asks for. */
  public static Chart<Bench, FirmwareDownlink> ofReboot() {
    return new Chart<Bench, FirmwareDownlink>(
            "Programmed reboot (TS006)",
            FirmwareChart::begin,
            FirmwareChart::rebootState,
            FirmwareChart::answers)
        .state("none", bench -> {})
        .state("programmed", bench -> tell(bench, new DevRebootCountdownReq(1000)))
        .state("programmed, clock unknown", FirmwareChart::programmedAndReset)
        .state("at once", bench -> tell(bench, new DevRebootCountdownReq(0)))
        .command("in the future", new DevRebootTimeReq(NOW + 500), FirmwareChart::tell)
        .command("in the past", new DevRebootTimeReq(NOW - 1), FirmwareChart::tell)
        .command("at once", new DevRebootTimeReq(DevRebootTimeReq.NOW), FirmwareChart::tell)
        .command("cancel", new DevRebootTimeReq(DevRebootTimeReq.CANCEL), FirmwareChart::tell)
        .command("", new DevRebootCountdownReq(500), FirmwareChart::tell)
        .command(
            "at once", new DevRebootCountdownReq(DevRebootCountdownReq.NOW), FirmwareChart::tell)
        .command(
            "cancel", new DevRebootCountdownReq(DevRebootCountdownReq.CANCEL), FirmwareChart::tell)
        .event("the clock is set, before the time", bench -> setClock(bench, NOW + 1))
        .event("the clock is set, after the time", bench -> setClock(bench, NOW + 2000))
        .event("the time has come", FirmwareChart::timeHasCome)
        .event("reset", bench -> reset(bench, RUNNING, bench.marked));
  }

  /** The image in the download slot. */
  public static Chart<Bench, FirmwareDownlink> ofImage() {
    return new Chart<Bench, FirmwareDownlink>(
            "Image in the download slot (TS006)",
            FirmwareChart::begin,
            FirmwareChart::imageState,
            FirmwareChart::answers)
        .state("none", bench -> {})
        .state("corrupt", bench -> inspected(bench, refused(DevUpgradeImageAns.CORRUPT_IMAGE)))
        .state(
            "for other hardware",
            bench -> inspected(bench, refused(DevUpgradeImageAns.WRONG_HARDWARE)))
        .state("ready", bench -> inspected(bench, new Inspection.Accepted(STORED)))
        .event(
            "a good image was rebuilt", bench -> inspected(bench, new Inspection.Accepted(STORED)))
        .event(
            "a corrupt image was rebuilt",
            bench -> inspected(bench, refused(DevUpgradeImageAns.CORRUPT_IMAGE)))
        .event("the slot is needed for another block", on -> on.releaseSlot(0))
        .event("reset, it runs", bench -> reset(bench, STORED, false))
        .event("reset, it was not installed", bench -> reset(bench, RUNNING, false))
        .event("power cut before the bootloader was done", FirmwareChart::cut)
        .command("", new DevUpgradeImageReq(), FirmwareChart::tell)
        .command("of that version", new DevDeleteImageReq(STORED.toU32()), FirmwareChart::tell)
        .command("of another version", new DevDeleteImageReq(7), FirmwareChart::tell)
        .command("", new DevVersionReq(), FirmwareChart::tell)
        .command("", new PackageVersionReq(), FirmwareChart::tell);
  }

  private static Bench begin() {
    Bench bench = new Bench();
    reset(bench, RUNNING, false);
    bench.setClock(new GpsTime(NOW));
    return bench;
  }

  private static void programmedAndReset(Bench bench) {
    tell(bench, new DevRebootTimeReq(NOW + 1000));
    bench.loseClock();
    reset(bench, RUNNING, false);
  }

  private static void reset(Bench bench, ImageVersion running, boolean marked) {
    bench.timers.clear();
    bench.marked = marked;
    Startup found =
        new Startup(
            Optional.of(running),
            false,
            marked,
            Optional.ofNullable(bench.nvm.get(NvmKey.IMAGE)),
            Optional.ofNullable(bench.nvm.get(NvmKey.REBOOT)),
            Optional.of(Bytes.EMPTY));
    bench.perform(bench.firmware.start(found, bench.now()));
  }

  private static void cut(Bench bench) {
    reset(bench, RUNNING, bench.marked);
  }

  private static void timeHasCome(Bench bench) {
    if (bench.timers.containsKey(Timer.REBOOT)) {
      bench.expire(Timer.REBOOT);
    }
  }

  private static void setClock(Bench bench, long gps) {
    bench.setClock(new GpsTime(gps));
    bench.clockMoved();
  }

  private static Inspection refused(int status) {
    return new Inspection.Refused(status, "TEST", "as the test says");
  }

  private static void inspected(Bench bench, Inspection inspection) {
    bench.inspection = inspection;
    bench.inspectImage();
  }

  private static void tell(Bench bench, FirmwareDownlink command) {
    bench.answer(203, bench.firmware.onCommand(command, bench.now()));
  }

  private static String rebootState(Bench bench) {
    boolean kept = bench.nvm.containsKey(NvmKey.REBOOT);
    if (bench.timers.containsKey(Timer.REBOOT)) {
      return kept ? "programmed" : "at once";
    }
    return kept ? "programmed, clock unknown" : "none";
  }

  private static String imageState(Bench bench) {
    StoredImage image =
        Optional.ofNullable(bench.nvm.get(NvmKey.IMAGE))
            .flatMap(StoredImage::decode)
            .orElse(StoredImage.NONE);
    return switch (image.stage()) {
      case NONE -> "none";
      case VERIFIED -> "verified";
      case READY -> bench.marked ? "ready" : "ready, but not marked";
      case REFUSED ->
          image.upImageStatus() == DevUpgradeImageAns.CORRUPT_IMAGE
              ? "corrupt"
              : "for other hardware";
    };
  }

  private static List<String> answers(Bench bench) {
    return bench.sent.stream()
        .map(Bench.Sent::hex)
        .flatMap(hex -> FirmwareUplink.COMMANDS.decodeAll(Bytes.fromHex(hex)).commands().stream())
        .map(Text::of)
        .toList();
  }
}
