package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.VersionAnswer;

/**
 * {@code PackageVersionAns}, uplink CID 0x00 (TS007), see {@link VersionAnswer}.
 *
 * @param packageIdentifier 0..255; {@link #PACKAGE_ID} here
 * @param packageVersion 0..255
 */
public record PackageVersionAns(int packageIdentifier, int packageVersion)
    implements MultiPackageUplink, VersionAnswer {
  public PackageVersionAns {
    VersionAnswer.check(packageIdentifier, packageVersion);
  }

  /** What a device with this package says of it (PKG-08). */
  public static PackageVersionAns ours() {
    return new PackageVersionAns(PACKAGE_ID, VERSION);
  }
}
