package dev.fuota.gateway.concentrator;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A concentrator in virtual time, and what it emitted when. */
public final class Board implements Emitter {
  public static final GatewayId ID = new GatewayId(0x0102_0304_0506_0708L);
  public static final Modulation SF7 = new Modulation(7, 125_000);
  public static final Modulation SF12 = new Modulation(12, 125_000);
  static final int RX2_HZ = 869_525_000;

  public final Simulation world = new Simulation(1);
  public final List<Emission> emissions = new ArrayList<>();
  public final List<Instant> times = new ArrayList<>();
  public final Concentrator concentrator;

  public Board() {
    this(ConcentratorSettings.of(Region.EU868).withDutyCycle(false));
  }

  Board(ConcentratorSettings settings) {
    concentrator = new Concentrator(ID, settings, this, world, world);
  }

  @Override
  public void emit(Emission emission) {
    emissions.add(emission);
    times.add(world.instant());
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    boolean[] over = {false};
    world.after(time, () -> over[0] = true);
    world.runUntil(() -> over[0]);
  }

  public static Transmission frame(Timing timing) {
    return new Transmission(Bytes.of(new byte[12]), RX2_HZ, SF12, 27, true, timing);
  }

  /** A frame of 1.155072 s that begins so long from now. */
  public Transmission in(Duration ahead) {
    Instant at = world.instant().plus(ahead);
    return frame(new Timing.AtCounter(concentrator.counter(at)));
  }

  TxStatus ask(Duration ahead) {
    return concentrator.request(in(ahead));
  }

  TxStatus ask(Timing timing) {
    return concentrator.request(frame(timing));
  }

  long gpsMillis() {
    return GpsTime.sinceEpoch(world.instant()).toMillis();
  }
}
