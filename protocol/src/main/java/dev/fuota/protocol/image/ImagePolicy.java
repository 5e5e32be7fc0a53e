package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * What one device demands of an image.
 *
 * @param keys at least one of them must have signed, and every signature of theirs must be good
 * @param classId 16 octets: the hardware that the image must name; empty accepts any
 * @param minSecurityCounter the device's stored counter: the image needs one, not below it (equal
 *     will do); {@link #NO_COUNTER} for a device without
 * @param runningVersion what an image's required version is compared with; empty where none is to
 *     be compared: with the running image itself, or on a server
 * @param slotLimit octets that the image with its TLV areas may occupy
 */
public record ImagePolicy(
    TrustedKeys keys,
    Optional<Bytes> classId,
    long minSecurityCounter,
    Optional<ImageVersion> runningVersion,
    int slotLimit) {
  public static final long NO_COUNTER = -1;

  public ImagePolicy {
    if (classId.isPresent() && classId.get().length() != TlvRules.UUID_OCTETS) {
      throw new IllegalArgumentException("class id " + classId.get());
    }
    if (minSecurityCounter != NO_COUNTER) {
      U32.check(minSecurityCounter);
    }
  }
}
