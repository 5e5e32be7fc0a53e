package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.VersionRequest;

/**
 * {@code PackageVersionReq}, downlink CID 0x00 (TS007): which package and version answers here? No
 * payload.
 */
public record PackageVersionReq() implements MultiPackageDownlink, VersionRequest {}
