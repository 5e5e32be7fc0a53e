package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.codec.VersionAnswer;

/**
 * {@code PackageVersionAns}, uplink CID 0x00 (TS005), see {@link VersionAnswer}.
 *
 * @param packageIdentifier 0..255; {@link #PACKAGE_ID} here
 * @param packageVersion 0..255
 */
public record PackageVersionAns(int packageIdentifier, int packageVersion)
    implements MulticastUplink, VersionAnswer {
  public PackageVersionAns {
    VersionAnswer.check(packageIdentifier, packageVersion);
  }

  /** What a device with this package says of it (PKG-08). */
  public static PackageVersionAns ours(PackageVersion version) {
    return new PackageVersionAns(PACKAGE_ID, version.number());
  }
}
