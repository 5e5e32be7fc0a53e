package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Block;
import dev.fuota.protocol.fragmentation.FragSessionSetup;

/**
 * A block that is there for the application.
 *
 * @param sessionId tells it from the blocks of other sessions of its index
 * @param setup what its sender said about it
 */
public record CompleteBlock(long sessionId, FragSessionSetup setup, Block block) {}
