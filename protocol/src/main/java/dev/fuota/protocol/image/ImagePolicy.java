package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * What one device demands of an image. {@link #of} demands the least; each {@code with} method
 * gives a copy with one thing changed.
 *
 * @param keys at least one of them must have signed, and every signature of theirs must be good
 * @param classId 16 octets: the hardware that the image must name; empty accepts any
 * @param minSecurityCounter the device's stored counter: the image needs one, not below it (equal
 *     will do); {@link #NO_COUNTER} for a device without
 * @param runningVersion what an image's required version is compared with; empty where none is to
 *     be compared: with the running image itself, or on a server
 * @param slotLimit octets that the image with its TLV areas may occupy
 * @param decryption opens encrypted payloads; without it they are refused
 * @param packages accepts what must first be expanded: compressed images and delta packages; false
 *     where the image must run as it lies
 * @param plainSlot the slot holds payloads in plain text, those of encrypted images too: MCUboot
 *     decrypts on the way into the primary slot and leaves header and TLVs as they were
 */
public record ImagePolicy(
    TrustedKeys keys,
    Optional<Bytes> classId,
    long minSecurityCounter,
    Optional<ImageVersion> runningVersion,
    int slotLimit,
    Optional<DecryptionKey> decryption,
    boolean packages,
    boolean plainSlot) {
  public static final long NO_COUNTER = -1;

  public ImagePolicy {
    if (classId.isPresent() && classId.get().length() != TlvRules.UUID_OCTETS) {
      throw new IllegalArgumentException("class id " + classId.get());
    }
    if (minSecurityCounter != NO_COUNTER) {
      U32.check(minSecurityCounter);
    }
  }

  /** A policy without decryption and packages. */
  public ImagePolicy(
      TrustedKeys keys,
      Optional<Bytes> classId,
      long minSecurityCounter,
      Optional<ImageVersion> runningVersion,
      int slotLimit) {
    this(
        keys,
        classId,
        minSecurityCounter,
        runningVersion,
        slotLimit,
        Optional.empty(),
        false,
        false);
  }

  /** Any hardware, no counter, nothing encrypted, nothing to expand. */
  public static ImagePolicy of(TrustedKeys keys, int slotLimit) {
    return new ImagePolicy(keys, Optional.empty(), NO_COUNTER, Optional.empty(), slotLimit);
  }

  public ImagePolicy withClassId(Bytes uuid) {
    return new ImagePolicy(
        keys,
        Optional.of(uuid),
        minSecurityCounter,
        runningVersion,
        slotLimit,
        decryption,
        packages,
        plainSlot);
  }

  public ImagePolicy withSecurityCounter(long counter) {
    return new ImagePolicy(
        keys, classId, counter, runningVersion, slotLimit, decryption, packages, plainSlot);
  }

  public ImagePolicy withRunningVersion(ImageVersion running) {
    return new ImagePolicy(
        keys,
        classId,
        minSecurityCounter,
        Optional.of(running),
        slotLimit,
        decryption,
        packages,
        plainSlot);
  }

  public ImagePolicy withSlotLimit(int octets) {
    return new ImagePolicy(
        keys, classId, minSecurityCounter, runningVersion, octets, decryption, packages, plainSlot);
  }

  public ImagePolicy withDecryption(DecryptionKey key) {
    return new ImagePolicy(
        keys,
        classId,
        minSecurityCounter,
        runningVersion,
        slotLimit,
        Optional.of(key),
        packages,
        plainSlot);
  }

  public ImagePolicy withPackages(boolean accepted) {
    return new ImagePolicy(
        keys,
        classId,
        minSecurityCounter,
        runningVersion,
        slotLimit,
        decryption,
        accepted,
        plainSlot);
  }

  public ImagePolicy withPlainSlot(boolean plain) {
    return new ImagePolicy(
        keys, classId, minSecurityCounter, runningVersion, slotLimit, decryption, packages, plain);
  }
}
