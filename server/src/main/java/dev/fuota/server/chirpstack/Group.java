package dev.fuota.server.chirpstack;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;

/**
 * A multicast group as ChirpStack keeps it.
 *
 * @param id ChirpStack's name for it; empty before it is made
 * @param nextMcFCnt counter of the next frame, unsigned 32 bits
 */
record Group(String id, DevAddr mcAddr, SessionKeys keys, long nextMcFCnt, GroupChannel channel) {

  boolean hasKeys(SessionKeys other) {
    return keys.nwkSKey().equals(other.nwkSKey()) && keys.appSKey().equals(other.appSKey());
  }

  Group withNext(long next) {
    return new Group(id, mcAddr, keys, next, channel);
  }

  Group withChannel(GroupChannel other) {
    return new Group(id, mcAddr, keys, nextMcFCnt, other);
  }

  Group withId(String other) {
    return new Group(other, mcAddr, keys, nextMcFCnt, channel);
  }
}
