package dev.fuota.tests.lorawan;

import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.Station;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A gateway with its queue, which may be dead, and whose way to the server is as bad as any. */
final class Tower implements GatewayLink {
  private static final TxStatus[] ANSWERS = TxStatus.values();

  private final Simulation simulation;
  private final Trouble trouble;
  private final Host host;
  private final Intruder intruder;
  private final UnaryOperator<Bytes> server;
  private final Concentrator concentrator;
  private final Station station;
  private final AirTimeWatch watch;
  private boolean dead;

  /**
   * A gateway that works.
   *
   * @param server sees what the server wants sent, and may have it sent otherwise
   */
  Tower(
      int number,
      Region region,
      Simulation simulation,
      Trouble trouble,
      Host host,
      Intruder intruder,
      Air air,
      UnaryOperator<Bytes> server) {
    this.simulation = simulation;
    this.trouble = trouble;
    this.host = host;
    this.intruder = intruder;
    this.server = server;
    ConcentratorSettings settings =
        ConcentratorSettings.of(region).withGps(trouble.random().nextBoolean());
    this.concentrator =
        new Concentrator(new GatewayId(number), settings, this::emit, simulation, simulation);
    this.station = air.gateway(Position.ORIGIN, StationSettings.IDEAL, this::onHeard);
    this.watch = new AirTimeWatch("gateway " + number, region, false);
  }

  void dead(boolean is) {
    dead = is;
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public GatewayId id() {
    return concentrator.id();
  }

  @Override
  public void send(Transmission transmission, Consumer<TxStatus> result) {
    Bytes phyPayload = server.apply(transmission.phyPayload());
    if (dead || trouble.strikes(0.03)) {
      return; // and no answer
    }
    TxStatus answer = TxStatus.OK;
    if (trouble.strikes(0.05)) {
      answer = ANSWERS[1 + trouble.random().nextInt(ANSWERS.length - 1)];
    } else {
      answer =
          concentrator.request(
              new Transmission(
                  phyPayload,
                  transmission.frequencyHz(),
                  transmission.modulation(),
                  transmission.eirpDbm(),
                  transmission.invertedIq(),
                  transmission.timing()));
    }
    TxStatus said = answer;
    Duration delay = trouble.strikes(0.3) ? trouble.within(Duration.ofMillis(200)) : Duration.ZERO;
    simulation.after(delay, host.ofThisServer(() -> result.accept(said)));
  }

  private void emit(Emission emission) {
    simulation.after(Duration.ZERO, () -> emitNow(emission));
  }

  private void emitNow(Emission emission) {
    if (!dead) {
      intruder.hearDownlink(emission.phyPayload());
      Duration length = station.emit(emission);
      watch.sends(emission.frequencyHz(), simulation.instant(), length);
    }
  }

  private void onHeard(LoraChannel channel, byte[] phyPayload, int rssiDbm, double snrDb) {
    if (dead) {
      return;
    }
    Bytes frame = Bytes.of(phyPayload);
    intruder.hearUplink(frame);
    Heard heard = heard(channel, frame, rssiDbm, snrDb);
    if (trouble.strikes(0.1)) {
      tell(heard, trouble.within(Duration.ofSeconds(5)));
    } else if (!trouble.strikes(0.03)) {
      host.onHeard(heard);
    }
    if (trouble.strikes(0.1)) {
      tell(heard, trouble.within(Duration.ofSeconds(3)));
    }
    if (trouble.strikes(0.2)) {
      tell(
          heard(channel, intruder.forUplink(), rssiDbm, snrDb),
          trouble.within(Duration.ofMinutes(2)));
    }
  }

  private void tell(Heard heard, Duration later) {
    simulation.after(later, () -> host.onHeard(heard));
  }

  private Heard heard(LoraChannel channel, Bytes phyPayload, int rssiDbm, double snrDb) {
    return concentrator.heard(
        phyPayload,
        channel.frequencyHz(),
        new Modulation(channel.spreadingFactor(), channel.bandwidthHz()),
        rssiDbm,
        snrDb,
        simulation.instant());
  }
}
