package dev.fuota.server.port;

import dev.fuota.protocol.codec.Bytes;

/**
 * An application downlink, not yet encrypted.
 *
 * @param fPort 1..225
 */
public record Downlink(int fPort, Bytes payload) {}
