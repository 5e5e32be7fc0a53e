package dev.fuota.fleet.result;

import dev.fuota.fleet.fault.FaultLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one cell.
 *
 * @param cell its number, 0 and up
 * @param seed of its simulation
 * @param first number of its first device in the fleet
 * @param devices in the order of the cell; their numbers rise within each group
 * @param campaign empty if there was none, or if it had not begun
 * @param took virtual time from its start to its end
 * @param ended whether it ran to its end; it did not if it was stopped
 * @param events of its simulation
 * @param receptions frames that reached a device or a gateway
 * @param faults how often each fault of the scenario struck here
 */
public record CellResult(
    int cell,
    long seed,
    int first,
    List<DeviceLine> devices,
    List<GatewayLine> gateways,
    AirLine air,
    Optional<CampaignLine> campaign,
    Duration took,
    boolean ended,
    long events,
    long receptions,
    List<FaultLine> faults) {

  /** Without faults. */
  public CellResult(
      int cell,
      long seed,
      int first,
      List<DeviceLine> devices,
      List<GatewayLine> gateways,
      AirLine air,
      Optional<CampaignLine> campaign,
      Duration took,
      boolean ended,
      long events,
      long receptions) {
    this(
        cell,
        seed,
        first,
        devices,
        gateways,
        air,
        campaign,
        took,
        ended,
        events,
        receptions,
        List.of());
  }

  public CellResult {
    faults = List.copyOf(faults);
    devices = List.copyOf(devices);
    gateways = List.copyOf(gateways);
  }
}
