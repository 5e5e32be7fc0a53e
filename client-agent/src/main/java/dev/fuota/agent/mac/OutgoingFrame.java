package dev.fuota.agent.mac;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;

/**
 * An uplink, the same in all its repetitions: two contents under one counter would share a key
 * stream.
 *
 * @param fCtrl without the length of FOpts
 * @param fOpts in the clear
 * @param payload in the clear
 * @param confFCnt lower 16 bits of the counter of the downlink that it acknowledges
 * @param applications whether the application waits for its end; the others are the MAC's own
 */
record OutgoingFrame(
    boolean confirmed,
    FCtrl fCtrl,
    long fCnt,
    Bytes fOpts,
    int fPort,
    Bytes payload,
    int confFCnt,
    boolean applications) {

  FType type() {
    return confirmed ? FType.CONFIRMED_DATA_UP : FType.UNCONFIRMED_DATA_UP;
  }

  /** Octets of FOpts and FRMPayload together: what the data rate limits. */
  int length() {
    return fOpts.length() + payload.length();
  }

  /** Octets of the PHYPayload. */
  int phyLength() {
    int overhead = DataFrame.OVERHEAD - (fPort == DataFrame.NO_PORT ? 1 : 0);
    return overhead + length();
  }
}
