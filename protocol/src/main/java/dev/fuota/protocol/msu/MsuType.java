package dev.fuota.protocol.msu;

import java.util.Optional;

/**
 * The kinds of messages (MSU, section 7.1 and table of commands): opcode in the high half of the
 * first octet, subcode in the low half. The last three are ours, see {@link Profile}.
 */
public enum MsuType { // MSU-140
  NOTIFY_UPGRADE(0x11),
  NOTIFY_DOWNGRADE(0x12),
  NOTIFY_FORCE_UPGRADE(0x13),
  DATA(0x14),
  SCM(0x15),
  CCM(0x16),
  TRANSFER_COMPLETED(0x17),
  TRANSFER_ABORTED(0x18),
  CCM_COMPLETED(0x19),
  SCM_COMPLETED(0x1a),
  STATUS_REQ(0x1b),
  STATUS_RES(0x1c),
  WHO_IS(0x21),
  I_AM(0x22),
  SET_GROUP_ID(0x31),
  RESET_GROUP_ID(0x32),
  CREATE_GROUP_ACK(0x33),
  CONNECT_REQ(0x41),
  CONNECT_RES(0x42),
  DISCONNECT_REQ(0x43),
  DISCONNECT_RES(0x44),
  PASS_REQ(0x51),
  PASS_RES(0x52),
  PASS_MSG(0x61),
  USER_START(0xf1),
  USER_STOP(0xf2),
  USER_INIT(0xf3),
  CODED(0x1d),
  POLL(0x1e),
  REPORT(0x1f);

  private static final MsuType[] BY_OCTET = new MsuType[256];
  private static final boolean[] OPCODES = new boolean[16];

  static {
    for (MsuType type : values()) {
      BY_OCTET[type.octet] = type;
      OPCODES[type.octet >>> 4] = true;
    }
  }

  private final int octet;

  MsuType(int octet) {
    this.octet = octet;
  }

  /** The first octet of the message. */
  public int octet() {
    return octet;
  }

  static Optional<MsuType> ofOctet(int octet) {
    return Optional.ofNullable(BY_OCTET[octet]);
  }

  static boolean hasOpcode(int opcode) {
    return OPCODES[opcode];
  }
}
