package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Adds a result up, always in the same order: sums of fractions depend on it. */
final class Adder {
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
  private final Map<Stage, Integer> reached = new EnumMap<>(Stage.class);
  private int devices;
  private long fragments;
  private int powerCuts;
  private AirLine air = AirLine.NONE;
  private Duration took = Duration.ZERO;
  private long events;
  private long receptions;
  private double joules;
  private double overhead;
  private int withBlock;
  private double busiest;

  Adder() {
    Fate.ALL.forEach(fate -> fates.put(fate, 0));
    Stage.ALL.forEach(stage -> reached.put(stage, 0));
  }

  Adder add(FleetResult result) {
    result.cells().forEach(this::add);
    return this;
  }

  private void add(CellResult cell) {
    air = air.plus(cell.air());
    took = took.compareTo(cell.took()) < 0 ? cell.took() : took;
    events += cell.events();
    receptions += cell.receptions();
    int nbFrag = cell.campaign().map(CampaignLine::nbFrag).orElse(0);
    for (GatewayLine gateway : cell.gateways()) {
      busiest = Math.max(busiest, share(gateway.airTime(), cell.took()));
    }
    for (DeviceLine device : cell.devices()) {
      add(device);
      if (device.sentWhenComplete() > 0 && nbFrag > 0) {
        overhead += (double) (device.sentWhenComplete() - nbFrag) / nbFrag;
        withBlock++;
      }
    }
  }

  private void add(DeviceLine device) {
    devices++;
    fates.merge(device.fate(), 1, Integer::sum);
    for (Stage stage : Stage.ALL) {
      if (device.reached().has(stage)) {
        reached.merge(stage, 1, Integer::sum);
      }
    }
    fragments += device.fragments();
    powerCuts += device.powerCuts();
    joules += device.joules();
  }

  private static double share(Duration part, Duration whole) {
    return whole.isZero() ? 0 : (double) part.toNanos() / whole.toNanos();
  }

  Figures sum() {
    return new Figures(
        devices,
        fates,
        reached,
        fragments,
        powerCuts,
        air,
        took,
        events,
        receptions,
        devices == 0 ? 0 : joules / devices,
        withBlock == 0 ? OptionalDouble.empty() : OptionalDouble.of(overhead / withBlock),
        busiest);
  }
}
