package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.VersionRequest;

/**
 * {@code PackageVersionReq}, downlink CID 0x00 (TS005): which package and version answers here? No
 * payload.
 */
public record PackageVersionReq() implements MulticastDownlink, VersionRequest {}
