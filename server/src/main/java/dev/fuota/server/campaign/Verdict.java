package dev.fuota.server.campaign;

/**
 * How a campaign ended.
 *
 * @param done whether as many devices as asked for run the new firmware
 * @param sentence one clear sentence for a person
 */
public record Verdict(boolean done, String sentence) {}
