package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;

/**
 * The flags of the FCtrl octet. Bits 3..0 of it, FOptsLen, follow from the FOpts and are not here.
 *
 * <pre>
 * bit         7    6          5    4
 * uplink      ADR  ADRACKReq  ACK  ClassB
 * downlink    ADR  RFU        ACK  FPending
 * </pre>
 *
 * @param adr the sender takes part in adaptive data rate
 * @param adrAckReq a device asks for any downlink; RFU in a downlink, kept because a multicast
 *     frame must have it zero
 * @param ack acknowledges the last confirmed frame
 * @param fPending the server has more to send; in an uplink the same bit is {@link #classB()}
 */
public record FCtrl(boolean adr, boolean adrAckReq, boolean ack, boolean fPending) {
  public static final FCtrl NONE = new FCtrl(false, false, false, false);
  public static final FCtrl ACK = new FCtrl(false, false, true, false);

  static final Bits F_OPTS_LEN = new Bits("fOptsLen", 0, 4);
  private static final Bits F_PENDING_BIT = new Bits("fPending", 4, 1);
  private static final Bits ACK_BIT = new Bits("ack", 5, 1);
  private static final Bits ADR_ACK_REQ_BIT = new Bits("adrAckReq", 6, 1);
  private static final Bits ADR_BIT = new Bits("adr", 7, 1);

  /** The device listens in class B; an uplink's reading of the bit of {@link #fPending()}. */
  public boolean classB() {
    return fPending;
  }

  static FCtrl of(int octet) {
    return new FCtrl(
        ADR_BIT.isSet(octet),
        ADR_ACK_REQ_BIT.isSet(octet),
        ACK_BIT.isSet(octet),
        F_PENDING_BIT.isSet(octet));
  }

  /** The octet with this and the length of the FOpts, 0..15. */
  int octet(int fOptsLength) {
    return ADR_BIT.put(adr)
        | ADR_ACK_REQ_BIT.put(adrAckReq)
        | ACK_BIT.put(ack)
        | F_PENDING_BIT.put(fPending)
        | F_OPTS_LEN.put(fOptsLength);
  }
}
