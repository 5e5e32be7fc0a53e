package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;

/**
 * A device's session, as it must survive the server.
 *
 * @param v11 whether it has the rules of LoRaWAN 1.1
 * @param radio where and when the device listens
 * @param lastFCntUp last accepted, or -1
 * @param nFCntDownLimit downlink counters below it may have been used; in 1.0.x the only counter
 * @param aFCntDownLimit the same of 1.1 frames with application data
 * @param lastRjCount0 last accepted of rejoin-requests of types 0 and 2, or -1
 * @param pingPeriodicity 0..7, or -1 before the device told it
 */
public record StoredSession(
    DevAddr devAddr,
    SessionKeys keys,
    boolean v11,
    Radio radio,
    long lastFCntUp,
    long nFCntDownLimit,
    long aFCntDownLimit,
    int lastRjCount0,
    int pingPeriodicity) {

  /**
   * What the join-accept told the device.
   *
   * @param rxDelaySeconds from the end of an uplink to RX1, 1..15
   * @param rx1DrOffset 0..7
   * @param rx2Rate data rate index of RX2
   */
  public record Radio(int rxDelaySeconds, int rx1DrOffset, int rx2Rate) {}
}
