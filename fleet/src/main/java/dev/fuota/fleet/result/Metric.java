package dev.fuota.fleet.result;

import java.util.List;
import java.util.Set;

/** A figure of a run that a scenario may expect something of. */
public enum Metric {
  /** Devices that had a session. */
  JOINED("joined", Set.of(Unit.DEVICES, Unit.SHARE), true),
  /** Devices that run the new firmware. */
  UPDATED("updated", Set.of(Unit.DEVICES, Unit.SHARE), true),
  /** Devices that had the whole block. */
  COMPLETE("complete", Set.of(Unit.DEVICES, Unit.SHARE), true),
  /** Devices that start nothing any more. */
  BRICKED("bricked", Set.of(Unit.DEVICES, Unit.SHARE), false),
  /** Devices that do not take the image. */
  REFUSED("refused", Set.of(Unit.DEVICES, Unit.SHARE), false),
  /** Devices that ran the new firmware and run the old one again. */
  ROLLED_BACK("rolledBack", Set.of(Unit.DEVICES, Unit.SHARE), false),
  /** Share of the run in which the busiest gateway sent. */
  AIRTIME_PER_GATEWAY("airtime.perGateway", Set.of(Unit.SHARE), false),
  /** Uplinks that collided, as a share of those that were sent. */
  COLLIDED("collided", Set.of(Unit.SHARE), false),
  /** From the start to the end of the cell that took longest. */
  DURATION("duration", Set.of(Unit.SECONDS), false),
  /**
   * Fragments sent until a device had its block, beyond the uncoded ones and as a share of them, in
   * the mean of the devices that have it.
   */
  OVERHEAD("overhead", Set.of(Unit.SHARE), false),
  /** What the radio of a device took since it opened its session, in the mean. */
  ENERGY_PER_DEVICE("energy.perDevice", Set.of(Unit.JOULES), false),
  /** How the campaign that ended worst ended. */
  VERDICT("verdict", Set.of(Unit.ENDING), false);

  /** All of them, in their order. */
  public static final List<Metric> ALL = List.of(values());

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Unit> units;

  private final boolean timed;

  Metric(String key, Set<Unit> units, boolean timed) {
    this.key = key;
    this.units = units;
    this.timed = timed;
  }

  /** As scenarios call it; behind a dot a key inside. */
  public String key() {
    return key;
  }

  /** In what it can be given. */
  public Set<Unit> units() {
    return units;
  }

  /** Whether it can be asked for within a time. */
  public boolean timed() {
    return timed;
  }
}
