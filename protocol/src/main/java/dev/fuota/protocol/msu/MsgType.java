package dev.fuota.protocol.msu;

/** The bits of Msg_type (MSU, section 8.2); all others are sent as 0 and ignored. */
public final class MsgType {
  /** Clients are looked for; the sender of an I-Am is one. */
  public static final int CLIENT = 0x80;

  /** Masters are looked for; never set in an I-Am of this version. */
  public static final int MASTER = 0x40;

  /** The client wants to be authenticated. */
  public static final int AUTH = 0x20;

  /** The client wants that individually; only with {@link #AUTH}. */
  public static final int AUTH_LEVEL = 0x10;

  private MsgType() {}
}
