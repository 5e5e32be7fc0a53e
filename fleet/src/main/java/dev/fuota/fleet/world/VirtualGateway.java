package dev.fuota.fleet.world;

import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.Station;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A gateway in the air: an antenna, a concentrator, and a way to a network server. */
public final class VirtualGateway {
  private final Simulation simulation;
  private final Concentrator concentrator;
  private final Station station;
  private Consumer<Heard> way = heard -> {};
  private Consumer<Bytes> ledger = frame -> {};
  private long heard;
  private long sent;
  private Duration airTime = Duration.ZERO;
  private boolean beaconing = true;
  private boolean works = true;
  private @Nullable GatewayEvents network;

  /** A gateway that no server knows yet. */
  public VirtualGateway(
      Pace pace,
      Air air,
      Position where,
      StationSettings antenna,
      GatewayId id,
      ConcentratorSettings settings) {
    this.simulation = pace.simulation();
    this.station = air.gateway(where, antenna, this::onHeard);
    this.concentrator = new Concentrator(id, settings, this::emit, pace.clock(), pace.scheduler());
  }

  public GatewayId id() {
    return concentrator.id();
  }

  /** What sends for a {@link Backhaul}. */
  public Concentrator concentrator() {
    return concentrator;
  }

  /** Its network server is in this process. */
  public void connect(GatewayEvents events) {
    way = events::onHeard;
    network = events;
    if (works) {
      events.onConnected(link());
    }
  }

  private GatewayLink link() {
    return new GatewayLink() {
      @Override
      public GatewayId id() {
        return concentrator.id();
      }

      @Override
      public void send(Transmission transmission, Consumer<TxStatus> result) {
        result.accept(concentrator.request(transmission));
      }
    };
  }

  /** Its network server in this process has ended; what it was given is sent all the same. */
  public void disconnect() {
    way = nobody -> {};
    network = null;
  }

  /** Its network server is behind {@code backhaul}, which is started. */
  public void connect(Backhaul backhaul) {
    way = backhaul::onHeard;
    backhaul.start();
  }

  /** Uplinks that it heard. */
  public long heard() {
    return heard;
  }

  /** Frames that it sent, beacons too. */
  public long sent() {
    return sent;
  }

  /** How long it sent. */
  public Duration airTime() {
    return airTime;
  }

  /** Its beacons, if it sends any, fail from now on, or work again. */
  public void beaconing(boolean works) {
    beaconing = works;
  }

  /**
   * It fails from now on, with all that is in its queue, or works again. A server in this process
   * notices at once; one elsewhere by what does not come.
   */
  public void works(boolean next) {
    if (next != works && network != null) {
      if (next) {
        network.onConnected(link());
      } else {
        network.onDisconnected(id());
      }
    }
    works = next;
  }

  /** Tells {@code ledger} of all that is sent from now on, but for beacons. */
  public void record(DownlinkLedger ledger) {
    this.ledger = ledger::sends;
  }

  private void emit(Emission emission) {
    if (!works || (emission.beacon() && !beaconing)) {
      return;
    }
    if (!emission.beacon()) {
      ledger.accept(emission.phyPayload());
    }
    sent++;
    // Behind the end of a frame that ends at this very instant.
    simulation.after(Duration.ZERO, () -> airTime = airTime.plus(station.emit(emission)));
  }

  private void onHeard(LoraChannel channel, byte[] phyPayload, int rssiDbm, double snrDb) {
    if (!works) {
      return;
    }
    heard++;
    way.accept(
        concentrator.heard(
            Bytes.of(phyPayload),
            channel.frequencyHz(),
            new Modulation(channel.spreadingFactor(), channel.bandwidthHz()),
            rssiDbm,
            snrDb,
            simulation.instant()));
  }
}
