package dev.fuota.boot;

/** A place where an image may lie. */
public enum BootSlot {
  PRIMARY,
  SECONDARY;

  public BootSlot other() {
    return this == PRIMARY ? SECONDARY : PRIMARY;
  }
}
