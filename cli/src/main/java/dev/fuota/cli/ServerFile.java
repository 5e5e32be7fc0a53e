package dev.fuota.cli;

import dev.fuota.fleet.lorawan.Credentials;
import dev.fuota.fleet.lorawan.KeyTable;
import dev.fuota.fleet.settings.Setting;
import dev.fuota.fleet.settings.SettingsFile;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration.Otaa;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.StoredSession.Radio;
import dev.fuota.server.semtech.SemtechSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Reads the file of {@code fuota server}. Paths in it are relative to its folder. */
final class ServerFile {
  /** A file to begin with. */
  static final String TEMPLATE =
      """
      apiVersion: fuota/v1
      server:
        listen: 127.0.0.1:1700      # packet forwarders (Semtech UDP) send to this address
        region: EU868               # EU868 US915 AU915 AS923-1..AS923-4 IN865
        netId: 0x000000
        # database: server.db       # sessions survive a restart; it holds keys, so guard it
        # gateways: [0016c001f1000001]   # only these; without this line all
        rxDelay: 1                  # seconds from uplink to RX1, 1..15
        # rx2DataRate: 3            # faster than the region's own: more downlinks, less range
        adr: true
        # channels: [867100000]     # up to five more, where channels are dynamic
        # subBand: 2                # 1..8, where 72 channels are fixed
      devices:
        # a table, as fuota fleet devices writes it, or with a first line of
        # devEui,joinEui,appKey,genAppKey (and nwkKey for 1.1); what it does not say:
        # - {keys: devices.csv, version: 1.0.4, class: A, uplinkEvery: 60s}
        - devEui: 0004a30b001c0001
          joinEui: 70b3d57ed0000001
          appKey: 000102030405060708090a0b0c0d0e0f      # a known key: change it
          genAppKey: 101112131415161718191a1b1c1d1e1f   # a known key: change it
          version: 1.0.4            # 1.0.3 1.0.4 1.1
          class: A                  # A or C
          uplinkEvery: 60s          # the longest time between two uplinks
      # campaign:                   # updates all devices, then the server ends
      #   firmware: update.bin      # a signed MCUboot image
      #   class: C                  # C, or B: in ping slots, by gateways that send beacons
      #   # periodicity: 0          # class B: a slot every 0.96 s, doubled by each 1 up to 7
      #   dataRate: 5
      #   frequency: 869525000
      #   fragmentSize: 200
      #   redundancy: 20%
      #   startWhenJoined: 1        # devices with a session; without this line all
      #   retries: 4                # of a request to one device
      #   rebootAfter: 60s          # from the command to the reboot
      """;

  private static final Map<String, LorawanVersion> VERSIONS =
      Map.of(
          "1.0.3",
          LorawanVersion.V1_0_3,
          "1.0.4",
          LorawanVersion.V1_0_4,
          "1.1",
          LorawanVersion.V1_1);
  private static final Map<String, DeviceClass> CLASSES =
      Map.of("A", DeviceClass.A, "C", DeviceClass.C);
  private static final int PORT_MAX = 65_535;
  private static final int DEVICES_MAX = 20_000;

  private final Path folder;

  private ServerFile(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a file.
   *
   * @throws dev.fuota.fleet.settings.SettingProblem if it says what cannot be
   */
  static ServerSettings read(Path file) {
    return at(file).settings(SettingsFile.read(file.toString(), text(file)));
  }

  /** Reads a file that names a ChirpStack; empty if it names none. */
  static Optional<ChirpstackPlan> readChirpstack(Path file) {
    Setting root = SettingsFile.read(file.toString(), text(file));
    Optional<Setting> network = root.get("server").find("network");
    network.ifPresent(it -> it.choice(Map.of("chirpstack", 1)));
    return network.map(it -> new ChirpstackFile(at(file)).read(root));
  }

  private static ServerFile at(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return new ServerFile(parent == null ? Path.of("") : parent);
  }

  /** A path relative to the file's folder. */
  Path path(Setting value) {
    return folder.resolve(value.text());
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_UNREADABLE", file + " cannot be read; check the path and its permissions");
    }
  }

  private ServerSettings settings(Setting root) {
    root.only("apiVersion", "server", "devices", "campaign");
    root.get("apiVersion").choice(Map.of("fuota/v1", 1));
    Setting server = root.get("server");
    server.only(
        "listen",
        "region",
        "netId",
        "database",
        "gateways",
        "rxDelay",
        "rx2DataRate",
        "adr",
        "channels",
        "subBand");
    NetworkSettings network = network(server);
    List<ServerSettings.Device> devices = devices(root.get("devices"));
    return new ServerSettings(
        server.get(
            "listen",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1700),
            ServerFile::address),
        SemtechSettings.of(server.get("gateways", Set.of(), ServerFile::gateways)),
        network,
        server.find("database").map(it -> folder.resolve(it.text())),
        devices,
        root.find("campaign").map(it -> campaign(it, network.region(), devices.size())));
  }

  private static InetSocketAddress address(Setting value) {
    int colon = value.text().lastIndexOf(':');
    try {
      int port = Integer.parseInt(value.text().substring(colon + 1));
      InetSocketAddress address =
          new InetSocketAddress(value.text().substring(0, Math.max(0, colon)), port);
      if (colon > 0 && port <= PORT_MAX && !address.isUnresolved()) {
        return address;
      }
    } catch (IllegalArgumentException notThat) {
      throw value.problem("'" + value.text() + "' is no address and port, as 127.0.0.1:1700 is");
    }
    throw value.problem("'" + value.text() + "' is no address and port, as 127.0.0.1:1700 is");
  }

  static Set<GatewayId> gateways(Setting list) {
    Set<GatewayId> gateways = new LinkedHashSet<>();
    for (Setting item : list.items()) {
      gateways.add(new GatewayId(hex(item, "16 hexadecimal digits", Eui::fromHex).value()));
    }
    return gateways;
  }

  /** A key never comes back in a message. */
  static <T> T hex(Setting value, String what, Function<String, T> parse) {
    try {
      return parse.apply(value.text());
    } catch (IllegalArgumentException notThat) {
      throw value.problem("a value of " + what + " belongs here");
    }
  }

  private static NetworkSettings network(Setting server) {
    Region region = server.get("region", Region.EU868, ServerFile::region);
    try {
      return NetworkSettings.of(region)
          .withNetId(server.get("netId", 0, it -> it.number(0, 0xff_ffff)))
          .withRadio(
              new Radio(
                  server.get("rxDelay", 1, it -> it.number(1, 15)),
                  0,
                  server.get("rx2DataRate", region.rx2Rate(), it -> downlinkRate(it, region))))
          .withAdr(server.get("adr", true, Setting::yesNo))
          .withChannels(
              server.get("channels", List.of(), ServerFile::channels),
              server.get("subBand", 0, it -> it.number(0, 8)));
    } catch (IllegalArgumentException refused) {
      throw server.problem(String.valueOf(refused.getMessage()));
    }
  }

  private static int downlinkRate(Setting value, Region region) {
    int rate = value.number(0, 15);
    if (region.downlinkRate(rate).isEmpty()) {
      throw value.problem(region + " has no downlinks with DR" + rate);
    }
    return rate;
  }

  static Region region(Setting value) {
    return Region.of(value.text()).orElseThrow(() -> value.problem("no region " + value.text()));
  }

  private static List<Integer> channels(Setting list) {
    return list.items().stream()
        .map(it -> 100 * (it.number(100, Integer.MAX_VALUE) / 100))
        .toList();
  }

  private List<ServerSettings.Device> devices(Setting list) {
    Map<Eui, ServerSettings.Device> devices = new LinkedHashMap<>();
    for (Setting item : list.items()) {
      for (ServerSettings.Device device : some(item)) {
        if (devices.put(device.registration().devEui(), device) != null) {
          throw item.problem("the device " + device.registration().devEui() + " is there twice");
        }
      }
    }
    if (devices.isEmpty() || devices.size() > DEVICES_MAX) {
      throw list.problem("1 to " + DEVICES_MAX + " devices belong here");
    }
    return new ArrayList<>(devices.values());
  }

  private List<ServerSettings.Device> some(Setting item) {
    item.only(
        "keys",
        "devEui",
        "joinEui",
        "appKey",
        "nwkKey",
        "genAppKey",
        "version",
        "class",
        "uplinkEvery");
    LorawanVersion version = item.get("version", LorawanVersion.V1_0_4, it -> it.choice(VERSIONS));
    DeviceClass deviceClass = item.get("class", DeviceClass.A, it -> it.choice(CLASSES));
    Duration every = item.get("uplinkEvery", Duration.ofMinutes(1), Setting::duration);
    Optional<Setting> keys = item.find("keys");
    if (keys.isEmpty()) {
      Otaa otaa =
          new Otaa(
              hex(item.get("devEui"), "16 hexadecimal digits", Eui::fromHex),
              hex(item.get("joinEui"), "16 hexadecimal digits", Eui::fromHex),
              new JoinKeys(
                  key(item.find("nwkKey").orElseGet(() -> item.get("appKey"))),
                  key(item.get("appKey"))),
              version,
              deviceClass);
      // Devices of 1.1 have their multicast keys from AppKey.
      AesKey genAppKey = key(item.get(version == LorawanVersion.V1_1 ? "appKey" : "genAppKey"));
      return List.of(new ServerSettings.Device(otaa, genAppKey, every));
    }
    return table(keys.get()).stream()
        .map(line -> listed(keys.get(), line, version, deviceClass, every))
        .toList();
  }

  /** What the line does not say itself is as the entry says. */
  private static ServerSettings.Device listed(
      Setting keys,
      KeyTable.Line line,
      LorawanVersion version,
      DeviceClass deviceClass,
      Duration every) {
    Credentials device = line.device();
    return new ServerSettings.Device(
        new Otaa(
            device.devEui(),
            device.joinEui(),
            device.joinKeys(),
            word(keys, line, "version", VERSIONS, version),
            word(keys, line, "class", CLASSES, deviceClass)),
        device.genAppKey(),
        seconds(keys, line, every));
  }

  private static <T> T word(
      Setting keys, KeyTable.Line line, String column, Map<String, T> words, T otherwise) {
    String cell = line.cells().getOrDefault(column, "");
    T word = cell.isEmpty() ? otherwise : words.get(cell);
    if (word == null) {
      throw keys.problem(line.device().devEui() + " has a " + column + " that is none: " + cell);
    }
    return word;
  }

  private static Duration seconds(Setting keys, KeyTable.Line line, Duration otherwise) {
    String cell = line.cells().getOrDefault("uplinkSeconds", "");
    if (cell.isEmpty()) {
      return otherwise;
    }
    if (!cell.matches("[1-9][0-9]{0,5}")) {
      throw keys.problem(line.device().devEui() + " has no uplinkSeconds like 60: " + cell);
    }
    return Duration.ofSeconds(Integer.parseInt(cell));
  }

  private static AesKey key(Setting value) {
    return hex(value, "32 hexadecimal digits", AesKey::fromHex);
  }

  private List<KeyTable.Line> table(Setting file) {
    try {
      return KeyTable.lines(text(folder.resolve(file.text())));
    } catch (IllegalArgumentException bad) {
      throw file.problem(file.text() + ": " + bad.getMessage());
    }
  }

  ServerSettings.Update campaign(Setting campaign, Region region, int devices) {
    campaign.only(
        "firmware",
        "slot",
        "class",
        "periodicity",
        "dataRate",
        "frequency",
        "fragmentSize",
        "redundancy",
        "packageVersion",
        "group",
        "address",
        "startWhenJoined",
        "retries",
        "rebootAfter",
        "successThreshold",
        "maximumDuration");
    return new ServerSettings.Update(
        folder.resolve(campaign.get("firmware").text()),
        campaign.get("slot", 1 << 20, it -> (int) Math.min(16 << 20, it.octets())),
        channel(campaign, region),
        campaign.get("fragmentSize", 48, it -> it.number(1, 239)),
        campaign.get("redundancy", 0.2, Setting::share),
        campaign.get(
            "packageVersion",
            PackageVersion.V1,
            it -> it.choice(Map.of("1", PackageVersion.V1, "2", PackageVersion.V2))),
        campaign.get("group", 0, it -> it.number(0, 3)),
        campaign.get(
            "address",
            new DevAddr(0x0100_0001),
            it -> hex(it, "8 hexadecimal digits", DevAddr::fromHex)),
        campaign.get("startWhenJoined", devices, it -> it.number(0, devices)),
        campaign.get("retries", 4, it -> it.number(0, 100)),
        campaign.get("rebootAfter", Duration.ofMinutes(1), Setting::duration),
        campaign.get("successThreshold", 100, it -> it.number(1, 100)),
        campaign.get("maximumDuration", Duration.ofDays(2), Setting::duration));
  }

  /** In class B as the region has ping slots, unless the file says it. */
  private static DownlinkChannel channel(Setting campaign, Region region) {
    boolean classB = campaign.get("class", false, it -> it.choice(Map.of("B", true, "C", false)));
    int usual = classB ? region.beacon().pingRate() : region.rx2Rate();
    int rate = campaign.get("dataRate", usual, it -> it.number(0, 15));
    return new DownlinkChannel(
        campaign.get(
            "frequency",
            classB ? 0 : region.rx2FrequencyHz(),
            it -> it.number(1, Integer.MAX_VALUE)),
        region
            .downlinkRate(rate)
            .orElseThrow(() -> campaign.problem("the region has no downlinks with DR" + rate)),
        classB
            ? OptionalInt.of(campaign.get("periodicity", 0, it -> it.number(0, 7)))
            : OptionalInt.empty());
  }
}
