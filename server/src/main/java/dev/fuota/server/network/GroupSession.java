package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.Downlink;

/** The network's end of a multicast group: unconfirmed frames down, a counter of its own. */
final class GroupSession {
  private final SessionKeys keys;
  private final FrameCrypto crypto;
  private long nextMcFCnt;

  GroupSession(DevAddr mcAddr, SessionKeys keys) {
    this.keys = keys;
    this.crypto = new FrameCrypto(keys, mcAddr);
  }

  boolean has(SessionKeys others) {
    return keys.equals(others);
  }

  long nextMcFCnt() {
    return nextMcFCnt;
  }

  Bytes seal(Downlink downlink) {
    return crypto.seal(
        FType.UNCONFIRMED_DATA_DOWN,
        FCtrl.NONE,
        nextMcFCnt++,
        Bytes.EMPTY,
        downlink.fPort(),
        downlink.payload());
  }
}
