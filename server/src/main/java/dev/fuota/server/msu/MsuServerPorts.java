package dev.fuota.server.msu;

import dev.fuota.server.port.Timers;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a cycle uses of the world.
 *
 * @param nanos a clock that only runs forward, in nanoseconds from anywhere
 * @param random for Transaction IDs; a secure one where clients are real (MSU-049)
 */
public record MsuServerPorts(
    LongSupplier nanos, Timers timers, RandomGenerator random, MsuNetwork network) {}
