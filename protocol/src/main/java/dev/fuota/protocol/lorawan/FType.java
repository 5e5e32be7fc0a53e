package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;

/** What a frame is: bits 7..5 of its first octet, MHDR. */
public enum FType {
  JOIN_REQUEST(0),
  JOIN_ACCEPT(1),
  UNCONFIRMED_DATA_UP(2),
  UNCONFIRMED_DATA_DOWN(3),
  CONFIRMED_DATA_UP(4),
  CONFIRMED_DATA_DOWN(5),
  REJOIN_REQUEST(6),
  PROPRIETARY(7);

  private static final Bits BITS = new Bits("fType", 5, 3);
  private static final FType[] VALUES = values();

  private final int value;

  FType(int value) {
    this.value = value;
  }

  /** The type in an MHDR octet. */
  static FType of(int mhdr) {
    return VALUES[BITS.get(mhdr)];
  }

  /** The MHDR octet of this type, Major 0. */
  int mhdr() {
    return BITS.put(value);
  }

  /** Whether this is one of the four data frames. */
  public boolean isData() {
    return this == UNCONFIRMED_DATA_UP || this == UNCONFIRMED_DATA_DOWN || isConfirmed();
  }

  /** Whether the receiver of this data frame has to acknowledge it. */
  public boolean isConfirmed() {
    return this == CONFIRMED_DATA_UP || this == CONFIRMED_DATA_DOWN;
  }

  /** Whether this is a data frame from a device. */
  public boolean isDataUp() {
    return this == UNCONFIRMED_DATA_UP || this == CONFIRMED_DATA_UP;
  }

  /** Whether this is a data frame to a device. */
  public boolean isDataDown() {
    return this == UNCONFIRMED_DATA_DOWN || this == CONFIRMED_DATA_DOWN;
  }
}
