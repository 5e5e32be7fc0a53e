package dev.fuota.fleet.result;

/**
 * One thing that was expected.
 *
 * @param name what is expected, as the scenario says it
 * @param figures what is, and what was to be
 */
public record Check(String name, String figures, boolean ok) {}
