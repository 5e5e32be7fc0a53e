package dev.fuota.agent.msu;

import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a client needs of the world.
 *
 * @param clock the time of day; while the client runs it goes on evenly, so take one that is set
 *     once and then follows a monotonic one
 */
public record MsuClientPorts(
    InstantSource clock,
    Scheduler scheduler,
    RandomGenerator random,
    DatagramPort network,
    FileArea files,
    Destination destination,
    MsuClientListener listener) {}
