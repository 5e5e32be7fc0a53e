package dev.fuota.agent.firmware;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.firmware.StoredImage.Stage;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevDeleteImageAns;
import dev.fuota.protocol.firmware.DevDeleteImageReq;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.DevVersionAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.firmware.PackageVersionAns;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The firmware management of a device (TS006 version 1) and its update agent.
 *
 * <p>The image in the download slot:
 *
 * <pre>
 * none --rebuilt, inspected--> verified --marked--> ready --reset, bootloader--> none (it runs)
 *                  |                                  |
 *                  +--> refused <---- bootloader -----+      any --slot released, deleted--> none
 * </pre>
 *
 * <p>Each arrow that means something after a reset is written before its consequence: "verified"
 * before the mark for the bootloader, "ready" behind it. A cut in between is found at the next
 * start: either the image runs already, or it is inspected and marked again.
 */
public final class FirmwareManagement {
  private final long hwVersion;
  private final Duration selfTest;
  private final RebootPlan reboots = new RebootPlan();
  private final Optional<Duration> rebootAfter;
  private final RandomGenerator random;
  private @Nullable ImageVersion running;
  private StoredImage image = StoredImage.NONE;

  /** There while the server does not know which version runs. */
  private @Nullable VersionReporter reporter;

  /**
   * The firmware management of one device.
   *
   * @param hwVersion as DevVersionAns says it, u32
   * @param selfTest how long a new image on trial runs before it confirms itself
   * @param rebootAfter how long after an image was found good the device restarts by itself; empty:
   *     never
   */
  public FirmwareManagement(
      long hwVersion, Duration selfTest, Optional<Duration> rebootAfter, RandomGenerator random) {
    this.hwVersion = hwVersion;
    this.selfTest = selfTest;
    this.rebootAfter = rebootAfter;
    this.random = random;
  }

  /** Begins after a reset. */
  public List<Action> start(Startup found, DeviceTime now) {
    running = found.running().orElse(null);
    image = found.image().flatMap(StoredImage::decode).orElse(StoredImage.NONE);
    List<Action> actions = new ArrayList<>(found.trial() ? new Trial(selfTest).start() : List.of());
    actions.addAll(settleImage(found.marked()));
    actions.addAll(reboots.start(found.reboot(), now));
    if (running != null) {
      actions.addAll(startReport(running, found.reported(), now));
    }
    return actions;
  }

  /**
   * What became of an image that was on its way into the primary slot at the reset: one that was
   * installed counts as removed (TS006-10).
   */
  private List<Action> settleImage(boolean marked) {
    if (!image.isValid()) {
      return List.of();
    }
    if (image.version().equals(running)) {
      ImageVersion installed = image.version();
      return List.of(
          become(StoredImage.NONE), new Action.Tell(new AgentEvent.ImageInstalled(installed)));
    }
    if (image.stage() == Stage.VERIFIED) {
      return List.of(Action.Simple.INSPECT_IMAGE);
    }
    return marked
        ? List.of()
        : refuse(
            new Inspection.Refused(
                DevUpgradeImageAns.CORRUPT_IMAGE,
                "REFUSED_BY_BOOTLOADER",
                "the bootloader did not install the image"));
  }

  /**
   * A device without a record of what the server knows is new: its first version was known when it
   * was made, and is taken down without a report.
   */
  private List<Action> startReport(
      ImageVersion version, Optional<Bytes> reportedRecord, DeviceTime now) {
    Optional<ImageVersion> reported = reportedRecord.flatMap(VersionRecord::decode);
    if (reported.isEmpty()) {
      return List.of(VersionReporter.save(version));
    }
    if (reported.get().equals(version)) {
      return List.of();
    }
    Message report = new VersionReport(version.toU32(), hwVersion, now.local());
    reporter = new VersionReporter(version, report, random);
    return reporter.start();
  }

  private Action become(StoredImage other) {
    image = other;
    return new Action.Save(NvmKey.IMAGE, other.encode());
  }

  private List<Action> refuse(Inspection.Refused refused) {
    return List.of(
        become(StoredImage.refused(refused.upImageStatus(), refused.reason())),
        Action.Simple.BLOCK_SETTLED,
        new Action.Tell(new AgentEvent.ImageRefused(refused.reason(), refused.sentence())));
  }

  /** The download slot is about to be written: what it held does not count any more. */
  public List<Action> onSlotReleased() {
    return image.equals(StoredImage.NONE)
        ? List.of(Action.Simple.CLEAR_READY_MARK)
        : List.of(become(StoredImage.NONE), Action.Simple.CLEAR_READY_MARK);
  }

  /** The image in the download slot was looked at. */
  public List<Action> onInspected(Inspection inspection, DeviceTime now) {
    if (inspection instanceof Inspection.Refused refused) {
      return refuse(refused);
    }
    ImageVersion version = ((Inspection.Accepted) inspection).version();
    List<Action> actions = new ArrayList<>();
    actions.add(become(StoredImage.good(Stage.VERIFIED, version)));
    actions.add(Action.Simple.BLOCK_SETTLED);
    actions.add(Action.Simple.MARK_READY);
    actions.add(become(StoredImage.good(Stage.READY, version)));
    actions.add(new Action.Tell(new AgentEvent.ImageReady(version)));
    rebootAfter.map(delay -> reboots.onReady(delay, now)).ifPresent(actions::addAll);
    return actions;
  }

  /** The clock was corrected. */
  public List<Action> onClock(DeviceTime now) {
    return reboots.onClock(now);
  }

  /** The programmed reboot is due. */
  public List<Action> onRebootTimer() {
    return reboots.onTimer();
  }

  /** The running image, which is on trial, may confirm itself. */
  public List<Action> onTrialTimer() {
    return new Trial(selfTest).onTimer(running());
  }

  /** The version has to be reported (again). */
  public List<Action> onReportTimer() {
    return reporter == null ? List.of() : reporter.onTimer();
  }

  /** The network acknowledged the version report. */
  public List<Action> onReportAcknowledged() {
    if (reporter == null) {
      return List.of();
    }
    List<Action> actions = reporter.onAcknowledged();
    reporter = null;
    return actions;
  }

  /** A command came by unicast. */
  public List<Action> onCommand(FirmwareDownlink command, DeviceTime now) {
    if (command instanceof DevRebootTimeReq request) {
      return reboots.onTime(request, now);
    }
    if (command instanceof DevRebootCountdownReq request) {
      return reboots.onCountdown(request, now);
    }
    if (command instanceof DevDeleteImageReq request) {
      return onDelete(request);
    }
    if (command instanceof DevVersionReq) {
      long fwVersion = running().map(ImageVersion::toU32).orElse(0L);
      return List.of(Action.Answer.with(new DevVersionAns(fwVersion, hwVersion))); // TS006-01
    }
    if (command instanceof DevUpgradeImageReq) {
      return List.of(Action.Answer.with(imageStatus()));
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours()));
  }

  /** The version follows a valid image only (TS006-09). */
  private DevUpgradeImageAns imageStatus() {
    OptionalLong next =
        image.isValid() ? OptionalLong.of(image.version().toU32()) : OptionalLong.empty();
    return new DevUpgradeImageAns(image.upImageStatus(), next);
  }

  /** With any error bit nothing changes (TS006-11). */
  private List<Action> onDelete(DevDeleteImageReq request) {
    boolean none = !image.isValid();
    boolean other = !none && image.version().toU32() != request.firmwareToDeleteVersion();
    if (none || other) {
      String reason = none ? "no valid image" : "invalid version";
      return List.of(
          new Action.Tell(new AgentEvent.Refused("DevDeleteImageReq", reason)),
          Action.Answer.with(new DevDeleteImageAns(none, other)));
    }
    ImageVersion deleted = image.version();
    return List.of(
        Action.Simple.CLEAR_READY_MARK,
        become(StoredImage.NONE),
        new Action.Tell(new AgentEvent.ImageDeleted(deleted)),
        Action.Answer.with(new DevDeleteImageAns(false, false)));
  }

  /** The version that runs; empty if the primary slot holds no image. */
  public Optional<ImageVersion> running() {
    return Optional.ofNullable(running);
  }

  /** The version that waits for a reset. */
  public Optional<ImageVersion> waiting() {
    return image.isValid() ? Optional.of(image.version()) : Optional.empty();
  }

  /** Why the last image was refused; empty if it was not. */
  public String refusal() {
    return image.reason();
  }
}
