package dev.fuota.fleet.demo;

/**
 * A milestone that a device came to.
 *
 * @param seconds virtual seconds from the start of the campaign
 * @param refused whether it ended there, by the device's own decision
 */
public record Passage(Milestone milestone, double seconds, boolean refused) {}
