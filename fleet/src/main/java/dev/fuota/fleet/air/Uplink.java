package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.Arrival;
import dev.fuota.hal.radio.LoraChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A frame of a device, with what becomes of it at each gateway. */
final class Uplink extends Flight {
  private final AirRadio radio;
  private final double[] powerDbm;
  private final Fate[] fates;
  private final boolean[] occupies;

  /** What becomes of a frame at one gateway. */
  enum Fate {
    /** Nothing speaks against it until now. */
    OPEN,
    /** So weak that it cannot even disturb others. */
    FAR,
    /** The gateway does not listen on this frequency. */
    OTHER_CHANNEL,
    /** The gateway sent meanwhile. */
    DEAF,
    /** All demodulators were busy. */
    CROWDED,
    COLLIDED
  }

  Uplink(
      AirRadio radio,
      LoraChannel channel,
      int eirpDbm,
      byte[] phyPayload,
      long startNanos,
      int stations) {
    super(channel, phyPayload, eirpDbm, startNanos, Form.UPLINK.nanos(channel, phyPayload.length));
    this.radio = radio;
    this.powerDbm = new double[stations];
    this.fates = new Fate[stations];
    this.occupies = new boolean[stations];
    Arrays.fill(fates, Fate.FAR);
  }

  AirRadio radio() {
    return radio;
  }

  void reaches(int station, double power, Fate fate) {
    powerDbm[station] = power;
    fates[station] = fate;
  }

  /** Gateways that came after the frame began do not know it. */
  boolean isOpen(int station) {
    return station < fates.length && fates[station] == Fate.OPEN;
  }

  void settle(int station, Fate fate) {
    if (isOpen(station)) {
      fates[station] = fate;
    }
  }

  boolean met(Fate fate) {
    return Arrays.asList(fates).contains(fate);
  }

  double powerDbm(int station) {
    return powerDbm[station];
  }

  void occupy(int station) {
    occupies[station] = true;
  }

  boolean occupies(int station) {
    return station < occupies.length && occupies[station];
  }

  /** What else the gateway received meanwhile. */
  List<Arrival> othersAt(int station) {
    List<Arrival> others = new ArrayList<>();
    for (Flight flight : met()) {
      if (flight instanceof Uplink other
          && station < other.fates.length
          && other.fates[station] != Fate.FAR) {
        others.add(other.arrival(other.powerDbm[station]));
      }
    }
    return others;
  }
}
