package dev.fuota.fleet.result;

import java.util.List;

/** How far a device came, in the order in which it goes. */
public enum Stage {
  JOINED("joined"),
  GROUP("group set up"),
  FRAGMENTATION("fragmentation set up"),
  SESSION("session set up"),
  FIRST_FRAGMENT("first fragment"),
  COMPLETE("block complete"),
  VERIFIED("image verified"),
  REBOOTED("rebooted"),
  UPDATED("runs the new firmware");

  /** All of them, in their order. */
  public static final List<Stage> ALL = List.of(values());

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** A few words for people. */
  public String label() {
    return label;
  }
}
