package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.air.AirFigures;
import dev.fuota.fleet.result.AirLine;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.GatewayLine;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.DeviceSnapshot;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the result of a cell out of what was taken down in it; nothing of the cell stays in it. */
final class Lines {
  private final LorawanFleet fleet;
  private final Place place;
  private final Optional<CampaignLine> campaign;
  private final Map<DeviceId, String> serverSays;
  private final Map<String, String> sentences = new HashMap<>();

  Lines(LorawanFleet fleet, Place place, Optional<PairedServer> server) {
    this.fleet = fleet;
    this.place = place;
    this.campaign = server.flatMap(it -> it.line(place.cell()));
    this.serverSays = new HashMap<>();
    server.flatMap(PairedServer::campaign).ifPresent(this::ask);
  }

  private void ask(Campaign ended) {
    for (DeviceSnapshot device : ended.snapshot().devices()) {
      serverSays.put(device.device(), device.reason());
    }
  }

  /** At the end: the energy of each device is taken down. */
  CellResult result(boolean ended) {
    fleet.devices().forEach(device -> device.measureOnce(fleet.scenario().update().energy()));
    return soFar(ended);
  }

  CellResult soFar(boolean ended) {
    List<DeviceLine> lines = new ArrayList<>();
    for (FleetDevice device : fleet.devices()) {
      lines.add(line(device, place.number().applyAsInt(lines.size())));
    }
    AirFigures air = fleet.figures().air();
    return new CellResult(
        place.cell(),
        place.seed(),
        lines.stream().mapToInt(DeviceLine::number).min().orElse(0),
        lines,
        fleet.gateways().stream().map(this::line).toList(),
        new AirLine(
            air.uplinks(),
            air.uplinksHeard(),
            air.uplinksCollided(),
            air.uplinksUnheard(),
            air.downlinks(),
            air.uplinkTime(),
            air.downlinkTime()),
        campaign,
        Duration.between(fleet.began(), fleet.pace().simulation().instant()),
        ended,
        fleet.pace().simulation().events(),
        air.receptions(),
        fleet.faults().lines());
  }

  private GatewayLine line(VirtualGateway gateway) {
    TreeMap<String, Long> refusals = new TreeMap<>();
    gateway.concentrator().refusals().forEach((why, count) -> refusals.put(why.name(), count));
    return new GatewayLine(
        place.cell(),
        gateway.id().toString(),
        gateway.heard(),
        gateway.sent(),
        gateway.airTime(),
        refusals);
  }

  private DeviceLine line(FleetDevice device, int number) {
    Fate fate = fate(device);
    return new DeviceLine(
        number,
        device.device().identity().id().toString(),
        device.groupIndex(),
        fate,
        sentences.computeIfAbsent(reason(device, fate), it -> it),
        device.reached(),
        device.fragments(),
        device.heard(),
        device.sentWhenComplete(),
        device.powerCuts(),
        device.joules(),
        device.device().power().operations(),
        device.decoderOctets());
  }

  private Fate fate(FleetDevice device) {
    if (device.isBricked()) {
      return Fate.BRICKED;
    }
    if (device.isUpdated()) {
      return Fate.UPDATED;
    }
    if (device.wasUpdated()) {
      return Fate.ROLLED_BACK;
    }
    if (!device.reached().has(Stage.JOINED)) {
      return Fate.NEVER_JOINED;
    }
    if (!device.refusal().isEmpty()) {
      return Fate.REFUSED;
    }
    return device.reached().has(Stage.VERIFIED) ? Fate.RUNNING : onTheWay(device);
  }

  /** It has not the whole image; how far is the campaign? */
  private Fate onTheWay(FleetDevice device) {
    boolean offered = campaign.isPresent() || device.reached().has(Stage.GROUP);
    if (!offered) {
      return Fate.RUNNING;
    }
    if (!device.reached().has(Stage.FRAGMENTATION) || !device.reached().has(Stage.SESSION)) {
      return Fate.NOT_SET_UP;
    }
    return Fate.INCOMPLETE;
  }

  private String reason(FleetDevice device, Fate fate) {
    return switch (fate) {
      case UPDATED -> "";
      case NEVER_JOINED -> "no network answered it";
      case REFUSED -> device.refusal();
      case ROLLED_BACK -> "the new firmware was not confirmed";
      case BRICKED -> "its bootloader starts nothing";
      case NOT_SET_UP, INCOMPLETE, RUNNING -> said(device, fate);
    };
  }

  /** The server knows why; if it says nothing, the device does. */
  private String said(FleetDevice device, Fate fate) {
    String server = serverSays.getOrDefault(device.device().identity().id(), "");
    if (!server.isEmpty()) {
      return "the server says: " + server;
    }
    return fate == Fate.RUNNING && !device.reached().has(Stage.VERIFIED)
        ? ""
        : "got no further than: " + furthest(device).label();
  }

  private static Stage furthest(FleetDevice device) {
    Stage furthest = Stage.JOINED;
    for (Stage stage : Stage.ALL) {
      furthest = device.reached().has(stage) ? stage : furthest;
    }
    return furthest;
  }
}
