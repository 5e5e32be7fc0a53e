package dev.fuota.samples;

import dev.fuota.protocol.codec.Bytes;

/**
 * The sample firmware: signed images, the keys that belong to them, and what the program agrees on
 * with whoever starts it.
 */
public final class FirmwareSamples {
  /** Where the primary slot must lie for the program to run: it is linked for this address. */
  public static final int SLOT_ADDRESS = 0x8000;

  /** Octets from the image's start to the program. */
  public static final int HEADER_OCTETS = 0x200;

  /** Where the program reads a {@link ResetReason#word()}, little-endian. */
  public static final int RESET_REASON_ADDRESS = 0x2000_0000;

  private FirmwareSamples() {}

  /** A whole signed image, as it lies in a slot. */
  public static Bytes image(Sample sample) {
    return Resources.octets(sample.fileName());
  }

  /** The public half of the key that signed {@code sample}. */
  public static String publicKeyPem(Sample sample) {
    return sample.signer().publicKeyPem();
  }

  /** The public half of the Ed25519 key that all samples but {@link Sample#V2_P256} need. */
  public static String publicKeyPem() {
    return Sample.Signer.ED25519.publicKeyPem();
  }

  /** The private half of it. Published: for tests only. */
  public static String privateKeyPem() {
    return Sample.Signer.ED25519.privateKeyPem();
  }

  /** The hardware that the samples are for, 16 octets. */
  public static Bytes classId() {
    return Bytes.fromHex("2e263a2679704c1397754acd39b65d33");
  }

  /** The hardware that {@link Sample#V2_OTHER_HARDWARE} is for, 16 octets. */
  public static Bytes otherClassId() {
    return Bytes.fromHex("b1326dc1fcb4418784294478e59159e2");
  }
}
