package dev.fuota.protocol.image;

import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;

/** Which flags may be set, and together, for a device with a policy. */
final class FlagRules {
  static final int ENCRYPTED = Flags.ENCRYPTED_AES128 | Flags.ENCRYPTED_AES256;
  static final int COMPRESSED =
      Flags.COMPRESSED_LZMA1 | Flags.COMPRESSED_LZMA2 | Flags.COMPRESSED_ARM_THUMB;

  private static final int FIXED = Flags.RAM_LOAD | Flags.ROM_FIXED;
  private static final int KNOWN = Flags.PIC | ENCRYPTED | COMPRESSED | FIXED | Flags.NON_BOOTABLE;

  private FlagRules() {}

  static Optional<Refused> check(ImageHeader header, ImagePolicy policy) {
    return encryption(header)
        .or(() -> compression(header, policy))
        .or(
            () ->
                Refused.when(
                    header.hasAny(Flags.NON_BOOTABLE) && !policy.packages(),
                    Reason.NOT_BOOTABLE,
                    "the image is marked as not bootable"))
        .or(
            () ->
                Refused.when(
                    header.hasAny(FIXED),
                    Reason.FIXED_ADDRESS,
                    "the image wants to run from another address than its slot"))
        .or(
            () ->
                Refused.when(
                    header.hasAny(~KNOWN),
                    Reason.UNKNOWN_FLAG,
                    String.format("unknown flags 0x%08x", header.flags() & ~KNOWN)));
  }

  private static Optional<Refused> encryption(ImageHeader header) {
    return Refused.when(
        header.hasAll(ENCRYPTED), Reason.ENCRYPTED, "flags for AES-128 and for AES-256");
  }

  private static Optional<Refused> compression(ImageHeader header, ImagePolicy policy) {
    if (!header.hasAny(COMPRESSED)) {
      return Optional.empty();
    }
    if (header.hasAny(Flags.COMPRESSED_LZMA1)) {
      return Optional.of(new Refused(Reason.COMPRESSED, "LZMA1 is not supported, only LZMA2"));
    }
    return Refused.when(
            !header.hasAny(Flags.COMPRESSED_LZMA2),
            Reason.COMPRESSED,
            "the flag for ARM Thumb without the one for LZMA2")
        .or(
            () ->
                Refused.when(
                    !policy.packages(),
                    Reason.COMPRESSED,
                    "the image is compressed and cannot run as it lies"));
  }
}
