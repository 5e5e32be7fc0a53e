package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;

/**
 * What the network must not forget of a multicast group.
 *
 * @param mcFCntLimit counters below it may have been used
 */
public record StoredGroup(DevAddr mcAddr, SessionKeys keys, long mcFCntLimit) {}
