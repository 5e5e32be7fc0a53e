package dev.fuota.junit;

import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import java.util.List;
import java.util.function.Predicate;

/** The devices of a fleet, in the order of their numbers, as of the moment they were asked for. */
public final class FleetDevices {
  private final List<Device> all;

  private FleetDevices(List<Device> all) {
    this.all = all;
  }

  static FleetDevices of(FleetResult result) {
    return new FleetDevices(
        result
            .devices()
            .sorted((a, b) -> Integer.compare(a.number(), b.number()))
            .map(Device::new)
            .toList());
  }

  /** Every device. */
  public List<Device> all() {
    return all;
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /** Those that have had a session with the network. */
  public List<Device> joined() {
    return that(device -> device.reached(Stage.JOINED).isPresent());
  }

  /** Those that run the new firmware. */
  public List<Device> updated() {
    return with(Fate.UPDATED);
  }

  /** Those that start nothing any more. */
  public List<Device> bricked() {
    return with(Fate.BRICKED);
  }

  /** Those that are not updated, whatever the reason. */
  public List<Device> failed() {
    return that(device -> !device.isUpdated());
  }

  /** Those that ended so. */
  public List<Device> with(Fate fate) {
    return that(device -> device.fate() == fate);
  }

  private List<Device> that(Predicate<Device> is) {
    return all.stream().filter(is).toList();
  }
}
