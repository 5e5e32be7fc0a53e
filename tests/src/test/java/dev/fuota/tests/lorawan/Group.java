package dev.fuota.tests.lorawan;

import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;

/**
 * The multicast group of a world.
 *
 * @param min first counter that its members accept
 * @param max last counter that they accept
 */
record Group(DevAddr mcAddr, SessionKeys keys, FrameCrypto crypto, long min, long max) {
  static final int ID = 0;

  Group(DevAddr mcAddr, SessionKeys keys, long min, long max) {
    this(mcAddr, keys, new FrameCrypto(keys, mcAddr), min, max);
  }

  /** As a member is told of it. */
  MulticastGroup definition(long lastFCnt) {
    return new MulticastGroup(
        ID,
        mcAddr.value(),
        keys.appSKey().bytes().toArray(),
        keys.nwkSKey().bytes().toArray(),
        min,
        max,
        lastFCnt);
  }
}
