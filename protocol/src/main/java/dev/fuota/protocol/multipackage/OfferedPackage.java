package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * A package that a device has.
 *
 * @param packageIdentifier 0..255
 * @param packageVersion 0..255
 * @param fPort 0..255, where it is
 */
public record OfferedPackage(int packageIdentifier, int packageVersion, int fPort) {
  static final int LENGTH = 3;

  public OfferedPackage {
    Bits.OCTET.check(packageIdentifier);
    Bits.OCTET.check(packageVersion);
    Bits.OCTET.check(fPort);
  }

  static OfferedPackage read(PayloadReader in) {
    return new OfferedPackage(in.u8("packageIdentifier"), in.u8("packageVersion"), in.u8("fPort"));
  }

  void putTo(ByteBuffer out) {
    out.put((byte) packageIdentifier).put((byte) packageVersion).put((byte) fPort);
  }
}
