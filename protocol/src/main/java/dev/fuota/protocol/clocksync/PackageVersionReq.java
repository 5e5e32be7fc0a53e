package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.VersionRequest;

/**
 * {@code PackageVersionReq}, downlink CID 0x00 (TS003): which package and version answers here? No
 * payload.
 */
public record PackageVersionReq() implements ClockSyncDownlink, VersionRequest {}
