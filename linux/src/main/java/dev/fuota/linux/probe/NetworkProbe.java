package dev.fuota.linux.probe;

import dev.fuota.hal.net.Interfaces;
import dev.fuota.linux.probe.Section.Mode;
import java.util.ArrayList;
import java.util.List;

/** What Mass Software Upgrade needs. */
final class NetworkProbe {
  private final Machine machine;

  NetworkProbe(Machine machine) {
    this.machine = machine;
  }

  Section look() {
    List<Finding> found = new ArrayList<>();
    boolean any = false;
    for (Interfaces.State state : machine.living().interfaces()) {
      boolean usable = state.isUsable() && state.multicast() && state.hardware() != 0;
      any |= usable;
      if (usable) {
        found.add(Finding.ok("interface", state + " carries multicast"));
      } else if (state.hardware() != 0) {
        found.add(
            Finding.warning(
                "interface", state + " cannot be used now", "ip addr show " + state.name()));
      }
    }
    if (!any) {
      found.add(
          Finding.missing(
              "interface",
              "no network interface with an IPv4 address carries multicast",
              "ip addr"));
    }
    return new Section(Mode.MSU, found);
  }
}
