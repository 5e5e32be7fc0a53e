package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Endpoint;

/**
 * How far the file is that a client receives.
 *
 * @param number 1 to 3
 * @param name as the server gave it
 * @param group where its frames are sent
 * @param chunks how many it has
 * @param held how many of them are complete
 */
public record FileProgress(int number, String name, Endpoint group, int chunks, int held) {}
