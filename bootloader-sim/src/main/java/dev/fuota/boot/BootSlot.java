package dev.fuota.boot;

/** A place where an image may lie. */
public enum BootSlot {
  PRIMARY(0),
  SECONDARY(1);

  private final int code;

  BootSlot(int code) {
    this.code = code;
  }

  /** What stands for it in the journal. */
  int code() {
    return code;
  }

  static BootSlot ofCode(int code) {
    return code == PRIMARY.code ? PRIMARY : SECONDARY;
  }

  public BootSlot other() {
    return this == PRIMARY ? SECONDARY : PRIMARY;
  }
}
