package dev.fuota.fleet.scenario;

import dev.fuota.device.config.LorawanWords;
import dev.fuota.fleet.scenario.Scenario.AirChoice;
import dev.fuota.fleet.scenario.Scenario.GatewaySpot;
import dev.fuota.fleet.scenario.Scenario.Silence;
import dev.fuota.fleet.scenario.Scenario.Until;
import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingProblem;
import dev.fuota.settings.SettingsFile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A LoRaWAN scenario as YAML. */
public final class ScenarioFile {
  private static final String VERSION = "fuota/v1";
  private static final int CELL = 250;
  private static final int GROUPS_MAX = 1000;
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration USUAL_LONGEST = Duration.ofDays(1);

  private final Setting root;
  private final Region region;
  private final ScenarioFiles files;
  private final Optional<URI> network;

  private ScenarioFile(Setting root, ScenarioFiles files) {
    this.root = root;
    this.region = root.get("region", Region.EU868, LorawanWords::region);
    this.files = files;
    this.network = root.find("network").flatMap(ScenarioFile::network);
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
   * @param files gives the text of a file that the scenario names
   * @throws SettingProblem if it is none
   */
  public static Scenario read(String name, String text, UnaryOperator<String> files) {
    return read(name, text, files, ScenarioFiles::noImage);
  }

  /**
   * Reads it.
   *
   * @param name of the file, for messages
   * @param texts gives the text of a file that the scenario names
   * @param images gives the octets of an image that it names
   * @throws SettingProblem if it is none
   */
  public static Scenario read(
      String name, String text, UnaryOperator<String> texts, Function<String, Bytes> images) {
    Setting root = SettingsFile.read(name, text);
    root.only(Keys.ROOT.array());
    Setting version = root.get("apiVersion");
    if (!version.text().equals(VERSION)) {
      throw version.problem("apiVersion must be " + VERSION);
    }
    return new ScenarioFile(root, new ScenarioFiles(text, texts, images)).scenario();
  }

  private Scenario scenario() {
    long seed = root.get("seed", 1L, value -> value.longNumber(Long.MIN_VALUE, Long.MAX_VALUE));
    AirChoice air = root.get("air", AirFile.ideal(), AirFile::read);
    List<GatewaySpot> gateways =
        root.get(
            "gateways",
            GatewaysFile.usual(air.preset()),
            it -> GatewaysFile.read(it, air.preset()));
    boolean beacons = root.get("beacons", false, Setting::yesNo);
    List<DeviceGroup> groups = groups(air, beacons, seed);
    int devices = groups.stream().mapToInt(group -> group.devices().size()).sum();
    Update update = update(beacons, groups);
    Until until = root.get("until", usual(update), ScenarioFile::until);
    FaultFile faults = new FaultFile(devices, gateways.size(), update.offered(), until.longest());
    Scenario scenario =
        new Scenario(
            root.get("name").text(),
            files.sha256(),
            seed,
            cell(),
            region,
            network,
            gateways,
            air,
            beacons,
            root.find("beaconSilence").map(value -> silence(value, beacons)),
            root.get("dutyCycle", true, Setting::yesNo),
            groups,
            root.get("faults", List.of(), faults::read),
            update,
            until,
            new ExpectFile(devices, update.offered()).read(root.get("expect")));
    return new Fitness(root, scenario).fitted();
  }

  private static Optional<URI> network(Setting value) {
    if (value.text().equals("built-in")) {
      return Optional.empty();
    }
    return Optional.of(LorawanWords.address(value, "built-in, or "));
  }

  private int cell() {
    return root.get("cell", CELL, value -> value.number(1, Scenario.CELL_MAX));
  }

  private List<DeviceGroup> groups(AirChoice air, boolean beacons, long seed) {
    Optional<AesKey> secret =
        network.isEmpty() ? Optional.of(KeyRoot.secret(seed)) : Optional.empty();
    CredentialsFile credentials = new CredentialsFile(secret, Scenario.DEVICES_MAX, files::text);
    DeviceGroupFile reader =
        new DeviceGroupFile(
            region, beacons, air.preset(), credentials, network.isEmpty() ? cell() : 1);
    Setting list = root.get("fleet");
    List<DeviceGroup> groups = new ArrayList<>();
    for (Setting entry : list.items()) {
      if (groups.size() == GROUPS_MAX) {
        throw entry.problem("a fleet has at most " + GROUPS_MAX + " groups");
      }
      groups.add(reader.read(entry));
    }
    if (groups.isEmpty()) {
      throw list.problem("no devices; add - {count: 10}");
    }
    return groups;
  }

  private Update update(boolean beacons, List<DeviceGroup> groups) {
    CampaignFile reader = new CampaignFile(region, beacons, new ImageFile(groups, files::image));
    Optional<Setting> found = root.find("campaign");
    if (found.isEmpty()) {
      return reader.none();
    }
    if (network.isPresent()) {
      throw found
          .get()
          .problem("a network server elsewhere updates the devices itself; remove campaign");
    }
    return reader.read(found.get());
  }

  private static Silence silence(Setting value, boolean beacons) {
    if (!beacons) {
      throw value.problem("there are no beacons that could fail; add beacons: true");
    }
    value.only(Keys.BEACON_SILENCE.array());
    return new Silence(time(value.get("after")), time(value.get("lasts")));
  }

  private static Duration time(Setting value) {
    Duration time = value.duration();
    if (time.compareTo(LONGEST) > 0) {
      throw value.problem("no run takes more than 30d");
    }
    return time;
  }

  private static Until usual(Update update) {
    return new Until(!update.offered(), update.offered(), USUAL_LONGEST);
  }

  private static Until until(Setting until) {
    until.only(Keys.UNTIL.array());
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
}
