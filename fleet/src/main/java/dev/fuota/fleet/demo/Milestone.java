package dev.fuota.fleet.demo;

/** How far a device came in one campaign, in the order in which it goes. */
public enum Milestone {
  GROUP("group set up"),
  FRAGMENTATION("fragmentation set up"),
  SESSION("class C session set up"),
  FIRST_FRAGMENT("first fragment"),
  REBUILT("image rebuilt"),
  JUDGED("image checked"),
  REBOOT_PLANNED("reboot planned"),
  REBOOTED("rebooted"),
  UPDATED("runs the new firmware"),
  REPORTED("version acknowledged");

  private final String label;

  Milestone(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
