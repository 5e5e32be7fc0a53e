package dev.fuota.fleet.scenario;

import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.air.Position;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.planner.EnergyModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fleet of LoRaWAN devices, and what is to become of it.
 *
 * @param seed the same seed gives the same run in virtual time
 * @param network of a network server that runs elsewhere, in real time; empty: the built-in one, in
 *     virtual time
 * @param beacons whether gateways send class B beacons
 * @param silence when all beacons fail
 * @param dutyCycle whether gateways keep the duty cycles of the region
 * @param until when the run ends
 * @param cuts how many devices lose their power once while they are updated
 */
public record Scenario(
    String name,
    long seed,
    Region region,
    Optional<URI> network,
    List<GatewaySpot> gateways,
    AirChoice air,
    boolean beacons,
    Optional<Silence> silence,
    boolean dutyCycle,
    List<DeviceGroup> groups,
    Update update,
    int cuts,
    Until until,
    Expectation expect) {
  public static final int DEVICES_MAX = 10_000;
  public static final int GATEWAYS_MAX = 100;

  /**
   * Beacons that fail.
   *
   * @param after from the start of the run
   * @param lasts until they work again
   */
  public record Silence(Duration after, Duration lasts) {}

  /** A gateway at its place. */
  public record GatewaySpot(GatewayId id, Position where) {}

  /**
   * What frames meet between a device and a gateway.
   *
   * @param preset a link model with its places
   * @param loss share of frames lost on top of it
   */
  public record AirChoice(LinkPreset preset, double loss) {}

  /**
   * The campaign of the built-in server.
   *
   * @param offered whether there is one
   * @param periodicity of the ping slots of a session in class B, 0..7; empty: class C
   * @param dataRate index of the multicast session's data rate
   * @param fragmentSize octets
   * @param redundancy coded fragments for each uncoded one
   * @param imageSize octets of the new image; empty: that of the sample firmware
   * @param spacing least time from the start of one fragment to that of the next
   * @param sessionStart from the start of the run, or later if the setup is not over by then
   * @param retries repetitions of a request behind the first
   * @param energy what the radios of the devices take
   */
  public record Update(
      boolean offered,
      OptionalInt periodicity,
      int dataRate,
      int fragmentSize,
      double redundancy,
      OptionalInt imageSize,
      Duration spacing,
      Optional<Duration> sessionStart,
      int retries,
      EnergyModel energy) {}

  /**
   * When the run ends: as soon as all of this is so, or after {@code longest}.
   *
   * @param updated whether each device must run the new firmware
   * @param joined whether each device must have joined
   */
  public record Until(boolean joined, boolean updated, Duration longest) {}

  /**
   * When the run is a success; what is empty is not asked for.
   *
   * @param within from the start of the run to its end
   */
  public record Expectation(OptionalInt joined, OptionalInt updated, Optional<Duration> within) {}

  public Scenario {
    gateways = List.copyOf(gateways);
    groups = List.copyOf(groups);
  }

  /** How many devices there are in all. */
  public int count() {
    return groups.stream().mapToInt(group -> group.devices().size()).sum();
  }
}
