package dev.fuota.server.port;

import dev.fuota.protocol.codec.Bytes;
import java.time.Instant;

/**
 * An authentic uplink with a new counter, decrypted.
 *
 * @param fPort 0..255, or -1 for a frame without one: it still tells that the device lives
 * @param startedAt when its transmission began
 * @param receivedAt when its transmission ended
 */
public record Uplink(
    DeviceId device, int fPort, Bytes payload, Instant startedAt, Instant receivedAt) {}
