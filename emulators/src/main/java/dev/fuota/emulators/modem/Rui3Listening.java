package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.hal.link.PingSession;
import java.util.Map;
import java.util.Optional;

/** Where a module listens, by its class and its groups. */
final class Rui3Listening {
  private final ModemDevice device;
  private final Rui3Groups groups;

  Rui3Listening(ModemDevice device, Rui3Groups groups) {
    this.device = device;
    this.groups = groups;
  }

  /**
   * Only here a group's channel is taken: that of the first one of class C when class C begins. Who
   * is added later is not listened to before the next time.
   */
  void apply(String deviceClass) {
    Optional<Mac> mac = device.mac();
    if (mac.isEmpty()) {
      return;
    }
    for (int slot : groups.entries().keySet()) {
      mac.get().closeClassC(slot);
      mac.get().closeClassB(slot);
    }
    mac.get().become(deviceClass.equals("C") ? DeviceClass.C : DeviceClass.A);
    if (deviceClass.equals("C")) {
      openClassC(mac.get());
    } else if (deviceClass.equals("B")) {
      openClassB(mac.get());
    }
  }

  private void openClassC(Mac mac) {
    Optional<Rui3Groups.Entry> first =
        groups.entries().values().stream().filter(it -> it.deviceClass() == 'C').findFirst();
    for (Map.Entry<Integer, Rui3Groups.Entry> one : groups.entries().entrySet()) {
      if (first.isPresent() && one.getValue().deviceClass() == 'C') {
        mac.openClassC(one.getKey(), first.get().frequencyHz(), first.get().dataRate());
      }
    }
  }

  private void openClassB(Mac mac) {
    for (Map.Entry<Integer, Rui3Groups.Entry> one : groups.entries().entrySet()) {
      Rui3Groups.Entry group = one.getValue();
      if (group.deviceClass() == 'B') {
        mac.openClassB(
            one.getKey(),
            new PingSession(group.frequencyHz(), group.dataRate(), group.periodicity(), 0));
      }
    }
  }
}
