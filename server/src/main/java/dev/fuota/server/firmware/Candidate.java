package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.port.DeviceId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A device that an image may be for, as far as the server knows it.
 *
 * @param fwVersion FWversion of TS006 that it runs, 0..2^32-1; empty: not known
 * @param runningDigest SHA-256 of the whole image that it runs; empty: not known, the version has
 *     to do
 * @param hardware its class id, 16 octets; empty: not known, it is not refused for that
 */
public record Candidate(
    DeviceId device,
    OptionalLong fwVersion,
    Optional<Bytes> runningDigest,
    Optional<Bytes> hardware,
    Abilities abilities) {}
