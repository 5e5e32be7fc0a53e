package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.server.firmware.Chooser.Choice;
import java.util.Optional;

/** Whether an image is one for a device at all, as the device itself will judge (TR-11). */
final class Suitable {
  private Suitable() {}

  /**
   * Why not.
   *
   * @param running what the device runs, if that is known
   */
  static Optional<Choice> check(WholeImage fresh, Candidate device, Optional<WholeImage> running) {
    return hardware(fresh, device)
        .or(() -> version(fresh, device, running))
        .or(() -> required(fresh, device, running));
  }

  private static Optional<Choice> hardware(WholeImage fresh, Candidate device) {
    Optional<Bytes> wanted = fresh.image().classId();
    return device.hardware().isEmpty() || device.hardware().equals(wanted)
        ? Optional.empty()
        : Optional.of(
            Choice.none(
                Refusal.Code.WRONG_HARDWARE,
                "the image is for hardware "
                    + wanted.map(Bytes::toHex).orElse("that it does not name")
                    + ", the device is "
                    + device.hardware().get().toHex()));
  }

  private static Optional<Choice> version(
      WholeImage fresh, Candidate device, Optional<WholeImage> running) {
    if (device.fwVersion().isEmpty()) {
      return Optional.empty();
    }
    long runs = device.fwVersion().getAsLong();
    if (runs > fresh.fwVersion()) {
      return Optional.of(
          Choice.none(
              Refusal.Code.OLDER_VERSION,
              "the device runs " + WholeImage.text(runs) + ", the image is " + fresh.version()));
    }
    // FWversion has no build number: only the image itself could tell two builds apart.
    boolean another =
        running.filter(base -> !base.image().version().equals(fresh.image().version())).isPresent();
    return runs < fresh.fwVersion() || another
        ? Optional.empty()
        : Optional.of(
            Choice.none(
                Refusal.Code.SAME_VERSION, "the device runs " + fresh.version() + " already"));
  }

  private static Optional<Choice> required(
      WholeImage fresh, Candidate device, Optional<WholeImage> running) {
    Optional<ImageVersion> lowest = fresh.image().requiredVersion();
    if (lowest.isEmpty()) {
      return Optional.empty();
    }
    boolean tooLow =
        running.isPresent()
            ? running.get().image().version().compareTo(lowest.get()) < 0
            : device.fwVersion().isPresent()
                && device.fwVersion().getAsLong() < lowest.get().toU32();
    return tooLow
        ? Optional.of(
            Choice.none(
                Refusal.Code.NEEDS_OTHER_VERSION,
                "the image can be installed from " + lowest.get() + " on, the device runs less"))
        : Optional.empty();
  }
}
