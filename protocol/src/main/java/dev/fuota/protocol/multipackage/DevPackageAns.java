package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code DevPackageAns}, uplink CID 0x01 (TS007): all packages of the device, this one among them
 * (TS007-05).
 *
 * <pre>
 * 0  bits 3..0 nbPackages, 7..4 RFU
 * then for each package:
 * 0  packageIdentifier
 * 1  packageVersion
 * 2  fPort
 * </pre>
 *
 * @param packages 0..15
 */
public record DevPackageAns(List<OfferedPackage> packages) implements MultiPackageUplink {
  static final int CID = 0x01;
  static final int LENGTH = 1;
  private static final Bits NB_PACKAGES = new Bits("nbPackages", 0, 4);

  public DevPackageAns {
    packages = List.copyOf(packages);
    NB_PACKAGES.check(packages.size());
  }

  static Decoded<DevPackageAns> read(PayloadReader in) {
    int count = in.octet().bits(NB_PACKAGES);
    int needed = count * OfferedPackage.LENGTH;
    if (in.remaining() < needed) {
      return in.truncated("DevPackageAns", needed);
    }
    List<OfferedPackage> packages = new ArrayList<>();
    while (packages.size() < count) {
      packages.add(OfferedPackage.read(in));
    }
    return Decoded.ok(new DevPackageAns(packages));
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH + packages.size() * OfferedPackage.LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put((byte) NB_PACKAGES.put(packages.size()));
    packages.forEach(offered -> offered.putTo(out));
  }
}
