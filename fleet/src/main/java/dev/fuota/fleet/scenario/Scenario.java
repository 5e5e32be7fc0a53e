package dev.fuota.fleet.scenario;

import dev.fuota.fleet.air.BurstModel;
import dev.fuota.fleet.air.Bursts;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.fault.Fault;
import dev.fuota.fleet.result.Expectation;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.planner.EnergyModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fleet of LoRaWAN devices, and what is to become of it.
 *
 * @param sha256 of the text that it was read from, and of the files that the text names; 64
 *     hexadecimal digits
 * @param seed the same seed gives the same run in virtual time
 * @param cell the most devices that share an air and a server
 * @param network of a network server that runs elsewhere, in real time; empty: the built-in one, in
 *     virtual time
 * @param gateways of each cell
 * @param beacons whether gateways send class B beacons
 * @param silence when all beacons fail
 * @param dutyCycle whether gateways keep the duty cycles of the region
 * @param faults in the order of the file
 * @param until when the run ends
 * @param expectations what decides whether the run is a success
 */
public record Scenario(
    String name,
    String sha256,
    long seed,
    int cell,
    Region region,
    Optional<URI> network,
    List<GatewaySpot> gateways,
    AirChoice air,
    boolean beacons,
    Optional<Silence> silence,
    boolean dutyCycle,
    List<DeviceGroup> groups,
    List<Fault> faults,
    Update update,
    Until until,
    List<Expectation> expectations) {
  /** All cells together. */
  public static final int DEVICES_MAX = 1_000_000;

  /** Of a cell, and of a process in real time. */
  public static final int CELL_MAX = 10_000;

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
   * What frames meet between a device and a gateway: a link model with its places, and burst losses
   * of devices, of areas and of gateways in place of the model's own.
   */
  public record AirChoice(
      LinkPreset preset,
      Optional<BurstModel> device,
      Optional<BurstModel> area,
      Optional<BurstModel> gateway) {

    /** The link model as it is to be. */
    public LinkModel model() {
      Bursts own = preset.model().bursts();
      return preset
          .model()
          .withBursts(
              new Bursts(
                  gateway.orElse(own.gateway()),
                  area.orElse(own.cell()),
                  own.cellMetres(),
                  device.orElse(own.device())));
    }
  }

  /**
   * The campaign of the built-in server.
   *
   * @param offered whether there is one
   * @param periodicity of the ping slots of a session in class B, 0..7; empty: class C
   * @param dataRate index of the multicast session's data rate
   * @param fragmentSize octets
   * @param redundancy coded fragments for each uncoded one
   * @param image what is sent: an MCUboot image, or a delta that is packed as one
   * @param spacing least time from the start of one fragment to that of the next
   * @param sessionStart from the start of the run, or later if the setup is not over by then
   * @param retries repetitions of a request behind the first
   * @param successThreshold percent of the devices that must succeed, 1..100
   * @param energy what the radios of the devices take
   * @param parameters others of the campaign, by their names
   */
  public record Update(
      boolean offered,
      OptionalInt periodicity,
      int dataRate,
      int fragmentSize,
      double redundancy,
      Bytes image,
      Duration spacing,
      Optional<Duration> sessionStart,
      int retries,
      int successThreshold,
      EnergyModel energy,
      Map<String, String> parameters) {
    public Update {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * When the run ends: as soon as all of this is so, or after {@code longest}.
   *
   * @param updated whether each device must run the new firmware
   * @param joined whether each device must have joined
   */
  public record Until(boolean joined, boolean updated, Duration longest) {}

  public Scenario {
    gateways = List.copyOf(gateways);
    groups = List.copyOf(groups);
    faults = List.copyOf(faults);
    expectations = List.copyOf(expectations);
  }

  /** How many devices there are in all. */
  public int count() {
    return groups.stream().mapToInt(group -> group.devices().size()).sum();
  }

  /** Octets that an image may have to fit the slots of all devices. */
  public int slotLimit() {
    return groups.stream().mapToInt(group -> group.flash().slotLimit()).min().orElseThrow();
  }

  /** The same with another seed. */
  public Scenario withSeed(long other) {
    return with(other, gateways, groups);
  }

  /** The same with other devices. */
  public Scenario withGroups(List<DeviceGroup> others) {
    return with(seed, gateways, others);
  }

  /** The same with other gateways. */
  public Scenario withGateways(List<GatewaySpot> others) {
    return with(seed, others, groups);
  }

  private Scenario with(
      long otherSeed, List<GatewaySpot> otherGateways, List<DeviceGroup> otherGroups) {
    return new Scenario(
        name,
        sha256,
        otherSeed,
        cell,
        region,
        network,
        otherGateways,
        air,
        beacons,
        silence,
        dutyCycle,
        otherGroups,
        faults,
        update,
        until,
        expectations);
  }
}
