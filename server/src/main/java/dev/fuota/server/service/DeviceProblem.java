package dev.fuota.server.service;

/**
 * Why one device is refused.
 *
 * @param code stable, such as {@code DEVICE_BUSY}
 * @param sentence one line for a person
 */
public record DeviceProblem(String device, String code, String sentence) {}
