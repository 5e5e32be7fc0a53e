package dev.fuota.fleet.world;

import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.Station;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects the network server's gateway port with the air. */
final class AirGateway implements GatewayLink {
  private final Simulation simulation;
  private final Station station;
  private @Nullable GatewayEvents network;

  AirGateway(Simulation simulation, Air air) {
    this.simulation = simulation;
    this.station = air.gateway(Position.ORIGIN, StationSettings.IDEAL, this::onHeard);
  }

  void connect(GatewayEvents events) {
    network = events;
    events.onConnected(this);
  }

  @Override
  public GatewayId id() {
    return new GatewayId(1);
  }

  @Override
  public void send(Transmission transmission, Consumer<TxStatus> result) {
    simulation.after(wait(transmission.timing()), () -> transmit(transmission));
    result.accept(TxStatus.OK);
  }

  private Duration wait(Timing timing) {
    if (timing instanceof Timing.AtCounter at) {
      Instant now = simulation.instant();
      long micros = Integer.toUnsignedLong(at.counter() - counter(now));
      Instant counted = now.truncatedTo(ChronoUnit.MICROS);
      Instant ticks = counted.equals(now) ? now : counted.plus(1, ChronoUnit.MICROS);
      return Duration.between(now, ticks.plus(micros, ChronoUnit.MICROS));
    }
    return Duration.ZERO;
  }

  private void transmit(Transmission transmission) {
    station.emit(
        new Emission(
            transmission.phyPayload(),
            transmission.frequencyHz(),
            transmission.modulation(),
            transmission.eirpDbm(),
            transmission.invertedIq(),
            false));
  }

  private void onHeard(LoraChannel channel, byte[] phyPayload, int rssiDbm, double snrDb) {
    if (network == null) {
      throw new IllegalStateException("no network server is connected");
    }
    network.onHeard(
        new Heard(
            id(),
            Bytes.of(phyPayload),
            channel.frequencyHz(),
            new Modulation(channel.spreadingFactor(), channel.bandwidthHz()),
            rssiDbm,
            snrDb,
            counter(simulation.instant()),
            OptionalLong.empty(),
            0));
  }

  /** Microseconds, the one that has begun counted whole: no downlink comes too early by it. */
  private static int counter(Instant at) {
    return (int) (at.getEpochSecond() * 1_000_000 + (at.getNano() + 999) / 1000);
  }
}
