package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code PackageVersionAns}, uplink CID 0x00 (TS004): octet 0 packageIdentifier, 1 packageVersion.
 *
 * @param packageIdentifier 0..255; {@link #PACKAGE_ID} here
 * @param packageVersion 0..255
 */
public record PackageVersionAns(int packageIdentifier, int packageVersion)
    implements FragmentationUplink {
  static final int CID = 0x00;
  private static final int LENGTH = 2;
  private static final Bits OCTET = new Bits(0, 8);

  public PackageVersionAns {
    OCTET.check(packageIdentifier);
    OCTET.check(packageVersion);
  }

  static Decoded<FragmentationUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("PackageVersionAns", LENGTH, in.remaining());
    }
    return Decoded.ok(new PackageVersionAns(Unsigned.u8(in), Unsigned.u8(in)));
  }

  /** What a device with this package says of it. */
  public static PackageVersionAns ours() {
    return new PackageVersionAns(PACKAGE_ID, VERSION);
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put((byte) packageIdentifier).put((byte) packageVersion);
  }
}
