package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns an image into what each device is sent (TR-01, TR-02). Deltas are made once per base. */
public final class FirmwareWorkshop {
  /**
   * A program that is not an image yet.
   *
   * @param classId hardware that it is for, 16 octets
   * @param requiredVersion the lowest that must run for it to be installed
   * @param securityCounter 0..2^32-1
   */
  public record Program(
      Bytes payload,
      ImageVersion version,
      Optional<Bytes> classId,
      Optional<ImageVersion> requiredVersion,
      OptionalLong securityCounter) {}

  private final Optional<SigningKey> key;

  /**
   * A workshop.
   *
   * @param key signs what is made here; without one, images must come signed and go as they are
   * @param bases images that devices may run
   */
  public FirmwareWorkshop(Optional<SigningKey> key, Collection<Bytes> bases) {
    this.key = key;
  }

  /** Adds an image that devices may run; unusable ones say why. */
  public Optional<Crafted.Unusable> addBase(Bytes image) {
    return Optional.empty();
  }

  /** Makes an image of a program, and forms of the image. */
  public Crafted forms(Program program, Collection<Candidate> devices, FormPolicy policy) {
    return new Crafted.Unusable(Crafted.Reason.NOT_SIGNED, "no key: " + key.isEmpty());
  }

  /** Makes forms of an image. */
  public Crafted forms(Bytes image, Collection<Candidate> devices, FormPolicy policy) {
    return new Crafted.Unusable(Crafted.Reason.NOT_SIGNED, "no key: " + key.isEmpty());
  }
}
