package dev.fuota.protocol.image;

/**
 * How images are checked: {@link #DIRECT}, or the same answers remembered by {@link KnownImages}
 * for a test rig that checks the same octets a million times.
 */
@FunctionalInterface
public interface Verification {
  /** Computes everything anew, each time. */
  Verification DIRECT = ImageVerifier::verify;

  /** Form and hash only: a bootloader that was built without signatures. */
  Verification INTEGRITY = ImageVerifier::integrity;

  Verdict verify(ImageSource source, ImagePolicy policy);
}
