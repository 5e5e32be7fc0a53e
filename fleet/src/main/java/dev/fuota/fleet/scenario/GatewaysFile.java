package dev.fuota.fleet.scenario;

import dev.fuota.device.config.LorawanWords;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.scenario.Scenario.GatewaySpot;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code gateways} of a scenario: a number, or a list of places. */
final class GatewaysFile {
  private static final long FIRST = 0x0016c001f0000001L;
  private static final double HEIGHT = 30;

  /** Radians; seeds of a sunflower stand so, each far from all others. */
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  private GatewaysFile() {}

  /** Where the preset has them. */
  static List<GatewaySpot> usual(LinkPreset preset) {
    return numbered(preset.gateways());
  }

  static List<GatewaySpot> read(Setting gateways, LinkPreset preset) {
    return gateways.isText()
        ? spread(gateways.number(1, Scenario.GATEWAYS_MAX), preset)
        : listed(gateways);
  }

  /** Where the preset has them, if it has so many; else evenly over its disc. */
  private static List<GatewaySpot> spread(int count, LinkPreset preset) {
    List<Position> usual = preset.gateways();
    if (count == usual.size()) {
      return usual(preset);
    }
    List<Position> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double distance = count == 1 ? 0 : preset.radiusMetres() * Math.sqrt((i + 0.5) / count);
      double angle = i * GOLDEN_ANGLE;
      places.add(
          new Position(
              distance * Math.cos(angle), distance * Math.sin(angle), usual.get(0).heightMetres()));
    }
    return numbered(places);
  }

  private static List<GatewaySpot> numbered(List<Position> places) {
    List<GatewaySpot> gateways = new ArrayList<>();
    for (Position where : places) {
      gateways.add(new GatewaySpot(new GatewayId(FIRST + gateways.size()), where));
    }
    return gateways;
  }

  private static List<GatewaySpot> listed(Setting list) {
    List<GatewaySpot> gateways = new ArrayList<>();
    Set<GatewayId> seen = new HashSet<>();
    for (Setting gateway : list.items()) {
      gateway.only(Keys.GATEWAY.array());
      GatewayId id = new GatewayId(LorawanWords.eui(gateway.get("eui")).value());
      if (!seen.add(id)) {
        throw gateway.get("eui").problem("another gateway has the EUI " + id);
      }
      gateways.add(
          new GatewaySpot(
              id,
              new Position(
                  metres(gateway, "east"),
                  metres(gateway, "north"),
                  gateway.get("height", HEIGHT, Setting::decimal))));
    }
    if (gateways.isEmpty() || gateways.size() > Scenario.GATEWAYS_MAX) {
      throw list.problem("a scenario has 1 to " + Scenario.GATEWAYS_MAX + " gateways");
    }
    return gateways;
  }

  private static double metres(Setting gateway, String key) {
    int far = 1_000_000;
    return gateway.get(key, 0, value -> value.number(-far, far));
  }
}
