package dev.fuota.protocol.image;

/**
 * How images are checked: {@link ImageVerifier#verify(ImageSource, ImagePolicy)}, or the same
 * answers remembered by a test rig that checks the same octets a million times.
 */
@FunctionalInterface
public interface Verification {
  Verdict verify(ImageSource source, ImagePolicy policy);
}
