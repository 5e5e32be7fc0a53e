package dev.fuota.fleet.demo;

/**
 * A power cut that a device went through.
 *
 * @param campaign number of the campaign, from 0
 * @param seconds virtual seconds from the start of the campaign
 * @param operation the device's flash operation that was torn, counted from the start of the phase
 * @param during what the device was doing
 * @param darkSeconds how long it was off
 */
public record PowerCut(
    int campaign, double seconds, long operation, String during, double darkSeconds) {}
