package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredGroup;
import java.util.Set;

/** The network's end of a multicast group: unconfirmed frames down, a counter of its own. */
final class GroupSession {
  private final DevAddr mcAddr;
  private final SessionKeys keys;
  private final FrameCrypto crypto;
  private final DownlinkCounter counter;
  private final SessionStore store;
  private Set<DeviceId> members = Set.of();

  GroupSession(StoredGroup stored, SessionStore store) {
    this.mcAddr = stored.mcAddr();
    this.keys = stored.keys();
    this.crypto = new FrameCrypto(keys, mcAddr);
    this.counter = new DownlinkCounter(stored.mcFCntLimit());
    this.store = store;
  }

  DevAddr mcAddr() {
    return mcAddr;
  }

  boolean has(SessionKeys others) {
    return keys.equals(others);
  }

  /** Devices that are to hear the group; none: everybody. */
  Set<DeviceId> members() {
    return members;
  }

  void members(Set<DeviceId> devices) {
    members = Set.copyOf(devices);
  }

  long nextMcFCnt() {
    return counter.peek();
  }

  Bytes seal(Downlink downlink) {
    long fCnt = counter.take(this::keep);
    return crypto.seal(
        FType.UNCONFIRMED_DATA_DOWN,
        FCtrl.NONE,
        fCnt,
        Bytes.EMPTY,
        downlink.fPort(),
        downlink.payload());
  }

  private void keep() {
    store.save(new StoredGroup(mcAddr, keys, counter.limit()));
    store.commit();
  }
}
