package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.VersionRequest;

/**
 * {@code PackageVersionReq}, downlink CID 0x00 (TS006): which package and version answers here? No
 * payload.
 */
public record PackageVersionReq() implements FirmwareDownlink, VersionRequest {}
