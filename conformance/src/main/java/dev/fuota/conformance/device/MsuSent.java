package dev.fuota.conformance.device;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Endpoint;

/**
 * A datagram that an MSU client sent.
 *
 * @param nanos since the simulation began
 */
public record MsuSent(long nanos, Endpoint to, Bytes octets) {}
