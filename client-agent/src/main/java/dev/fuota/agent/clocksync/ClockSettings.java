package dev.fuota.agent.clocksync;

import dev.fuota.protocol.codec.PackageVersion;

/**
 * How a device offers clock synchronisation.
 *
 * @param version the one it speaks
 * @param fPort where its questions leave
 * @param ownPeriod whether the device keeps to its own period, and says NotSupported to a server
 *     that sets one
 * @param clockRunsOn whether the oscillator counts on through a reset, so that what was added to it
 *     holds afterwards; otherwise it begins anywhere, and the time is unknown until the server
 *     answers
 */
public record ClockSettings(
    PackageVersion version, int fPort, boolean ownPeriod, boolean clockRunsOn) {}
