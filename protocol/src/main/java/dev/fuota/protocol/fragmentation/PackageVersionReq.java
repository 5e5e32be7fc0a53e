package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.VersionRequest;

/**
 * {@code PackageVersionReq}, downlink CID 0x00 (TS004): which package and version answers here? No
 * payload.
 */
public record PackageVersionReq() implements FragmentationDownlink, VersionRequest {}
