package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that devices may run. */
final class Bases {
  private final Map<Bytes, WholeImage> byDigest = new LinkedHashMap<>();

  /** What a device runs, or why that is not known. */
  record Found(Optional<WholeImage> base, Refusal.Code code, String sentence) {
    private static Found of(WholeImage base) {
      return new Found(Optional.of(base), Refusal.Code.BASE_UNKNOWN, "");
    }

    private static Found none(Refusal.Code code, String sentence) {
      return new Found(Optional.empty(), code, sentence);
    }
  }

  void add(WholeImage image) {
    byDigest.put(image.digest(), image);
  }

  Optional<WholeImage> find(Bytes digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }

  /** The image that runs on a device, exactly (TR-01). */
  Found of(Candidate device) {
    if (device.fwVersion().isEmpty() && device.runningDigest().isEmpty()) {
      return Found.none(Refusal.Code.BASE_UNKNOWN, "it is not known what the device runs");
    }
    List<WholeImage> fitting =
        byDigest.values().stream().filter(base -> isOfVersion(base, device)).toList();
    if (device.runningDigest().isPresent()) {
      return byDigestOf(device, device.runningDigest().get(), fitting);
    }
    String version = WholeImage.text(device.fwVersion().orElseThrow());
    return switch (fitting.size()) {
      case 0 ->
          Found.none(
              Refusal.Code.BASE_UNKNOWN,
              "the device runs " + version + ", of which there is no image here");
      case 1 -> Found.of(fitting.get(0));
      default ->
          Found.none(
              Refusal.Code.BASE_MISMATCH,
              "there are "
                  + fitting.size()
                  + " images of version "
                  + version
                  + ", and the device does not say which it runs");
    };
  }

  private Found byDigestOf(Candidate device, Bytes digest, List<WholeImage> fitting) {
    Optional<WholeImage> named = find(digest);
    if (named.filter(base -> isOfVersion(base, device)).isPresent()) {
      return Found.of(named.get());
    }
    boolean other = device.fwVersion().isPresent() && (named.isPresent() || !fitting.isEmpty());
    return other
        ? Found.none(
            Refusal.Code.BASE_MISMATCH,
            "the image that the device runs, " + digest + ", is not the one known by its version")
        : Found.none(
            Refusal.Code.BASE_UNKNOWN, "the device runs image " + digest + ", which is not here");
  }

  private static boolean isOfVersion(WholeImage base, Candidate device) {
    boolean version =
        device.fwVersion().isEmpty() || device.fwVersion().getAsLong() == base.fwVersion();
    Optional<Bytes> forHardware = base.image().classId();
    return version
        && (device.hardware().isEmpty()
            || forHardware.isEmpty()
            || device.hardware().equals(forHardware));
  }
}
