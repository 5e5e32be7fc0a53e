package dev.fuota.fleet.scenario;

import dev.fuota.device.config.Credentials;
import dev.fuota.device.config.LorawanWords;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.scenario.Scenario.AirChoice;
import dev.fuota.fleet.scenario.Scenario.Expectation;
import dev.fuota.fleet.scenario.Scenario.GatewaySpot;
import dev.fuota.fleet.scenario.Scenario.Silence;
import dev.fuota.fleet.scenario.Scenario.Until;
import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingProblem;
import dev.fuota.settings.SettingsFile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A LoRaWAN scenario as YAML. */
public final class ScenarioFile {
  private static final String VERSION = "fuota/v1";
  private static final long GATEWAY = 0x0016c001f0000001L;
  private static final double HEIGHT = 30;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Setting root;
  private final Region region;
  private final UnaryOperator<String> files;

  private ScenarioFile(Setting root, UnaryOperator<String> files) {
    this.root = root;
    this.region = root.get("region", Region.EU868, LorawanWords::region);
    this.files = files;
  }

  /** Whether a text is for this reader, not for that of MSU; it may still have mistakes. */
  public static boolean isOne(String text) {
    try {
      return SettingsFile.read("", text).find("msu").isEmpty();
    } catch (SettingProblem mistake) {
      return true; // which this reader tells
    }
  }

  /**
   * Reads it.
   *
   * @param name of the file, for messages
   * @param files gives the content of a file that the scenario names
   * @throws dev.fuota.settings.SettingProblem if it is none
   */
  public static Scenario read(String name, String text, UnaryOperator<String> files) {
    Setting root = SettingsFile.read(name, text);
    root.only(
        "apiVersion",
        "name",
        "seed",
        "region",
        "network",
        "gateways",
        "air",
        "beacons",
        "beaconSilence",
        "dutyCycle",
        "fleet",
        "campaign",
        "until",
        "expect");
    same(root.get("apiVersion"), "apiVersion", VERSION);
    return new ScenarioFile(root, files).scenario();
  }

  private static void same(Setting value, String key, String wanted) {
    if (!value.text().equals(wanted)) {
      throw value.problem(key + " must be " + wanted);
    }
  }

  private Scenario scenario() {
    Optional<URI> network = root.find("network").flatMap(ScenarioFile::network);
    AirChoice air = root.get("air", new AirChoice(LinkPreset.IDEAL, 0), ScenarioFile::air);
    List<DeviceGroup> groups = groups(root.get("fleet"), air.preset());
    Setting expected = root.get("expect").only("joined", "updated", "within");
    return new Scenario(
        root.get("name").text(),
        root.get("seed", 1L, value -> value.longNumber(Long.MIN_VALUE, Long.MAX_VALUE)),
        region,
        network,
        root.find("gateways").map(ScenarioFile::gateways).orElseGet(() -> gateways(air.preset())),
        air,
        root.get("beacons", false, Setting::yesNo),
        root.find("beaconSilence").map(ScenarioFile::silence),
        root.get("dutyCycle", true, Setting::yesNo),
        groups,
        update(network),
        root.find("campaign").map(value -> cuts(value, groups)).orElse(0),
        until(root.get("until")),
        new Expectation(
            count(expected, "joined", groups),
            count(expected, "updated", groups),
            expected.find("within").map(Setting::duration)));
  }

  private static Silence silence(Setting value) {
    value.only("after", "lasts");
    return new Silence(value.get("after").duration(), value.get("lasts").duration());
  }

  private static Optional<URI> network(Setting value) {
    if (value.text().equals("built-in")) {
      return Optional.empty();
    }
    return Optional.of(LorawanWords.address(value, "built-in, or "));
  }

  /** Where the preset has them, with numbers from {@link #GATEWAY} on. */
  private static List<GatewaySpot> gateways(LinkPreset preset) {
    List<GatewaySpot> gateways = new ArrayList<>();
    for (Position where : preset.gateways()) {
      gateways.add(new GatewaySpot(new GatewayId(GATEWAY + gateways.size()), where));
    }
    return gateways;
  }

  private static List<GatewaySpot> gateways(Setting list) {
    List<GatewaySpot> gateways = new ArrayList<>();
    Set<GatewayId> seen = new HashSet<>();
    for (Setting gateway : list.items()) {
      gateway.only("eui", "east", "north", "height");
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

  private static AirChoice air(Setting value) {
    if (value.isText()) {
      return new AirChoice(preset(value), 0);
    }
    value.only("preset", "loss");
    double loss = value.get("loss", 0.0, Setting::share);
    if (loss >= 1) {
      throw value.get("loss").problem("if all is lost nothing happens");
    }
    return new AirChoice(value.get("preset", LinkPreset.IDEAL, ScenarioFile::preset), loss);
  }

  private static LinkPreset preset(Setting value) {
    return value.choice(
        LinkPreset.ALL.stream().collect(Collectors.toMap(LinkPreset::name, preset -> preset)));
  }

  private List<DeviceGroup> groups(Setting list, LinkPreset preset) {
    DeviceGroupFile reader = new DeviceGroupFile(region, preset, files);
    List<DeviceGroup> groups = new ArrayList<>();
    Set<Object> names = new HashSet<>();
    int count = 0;
    for (Setting entry : list.items()) {
      DeviceGroup group = reader.read(entry);
      count += group.devices().size();
      if (count > Scenario.DEVICES_MAX) {
        throw entry.problem("more than " + Scenario.DEVICES_MAX + " devices in all");
      }
      for (Credentials device : group.devices()) {
        Object name = group.joins() ? device.devEui() : device.devAddr();
        if (!names.add(name)) {
          throw entry.problem("two devices are " + name + "; give this group another first number");
        }
      }
      groups.add(group);
    }
    if (groups.isEmpty()) {
      throw list.problem("no devices; add - {count: 10, secret: 0011…}");
    }
    return groups;
  }

  private Update update(Optional<URI> network) {
    UpdateFile reader = new UpdateFile(region, root.get("beacons", false, Setting::yesNo));
    Optional<Setting> found = root.find("campaign");
    if (found.isEmpty()) {
      return reader.none();
    }
    Setting update = found.get();
    if (network.isPresent()) {
      throw update.problem(
          "a network server elsewhere updates the devices itself; remove campaign");
    }
    return reader.read(update);
  }

  private static int cuts(Setting update, List<DeviceGroup> groups) {
    int all = groups.stream().mapToInt(group -> group.devices().size()).sum();
    return update.get("powerCuts", 0, value -> value.number(0, all));
  }

  private static Until until(Setting until) {
    until.only("joined", "updated", "longest");
    Duration longest = until.get("longest").duration();
    if (longest.isZero() || longest.compareTo(LONGEST) > 0) {
      throw until.get("longest").problem("a run takes more than 0 and at most 30d");
    }
    Map<String, Boolean> all = Map.of("all", true);
    return new Until(
        until.get("joined", false, value -> value.choice(all)),
        until.get("updated", false, value -> value.choice(all)),
        longest);
  }

  private static OptionalInt count(Setting expect, String key, List<DeviceGroup> groups) {
    int all = groups.stream().mapToInt(group -> group.devices().size()).sum();
    return expect
        .find(key)
        .map(value -> OptionalInt.of(value.number(0, all)))
        .orElse(OptionalInt.empty());
  }
}
