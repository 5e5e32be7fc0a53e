package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.campaign.ParameterText;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.firmware.Abilities;
import dev.fuota.server.firmware.Installer;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what somebody says of a device, word for word as {@link DeviceText} writes it. */
final class DeviceForm {
  static final List<String> KEYS =
      List.of(
          "appKey",
          "nwkKey",
          "genAppKey",
          "nwkSKey",
          "appSKey",
          "fNwkSIntKey",
          "sNwkSIntKey",
          "nwkSEncKey");
  static final List<String> PLAIN =
      List.of(
          "name",
          "network",
          "class",
          "lorawan",
          "packageVersion",
          "uplinkInterval",
          "joinEui",
          "devAddr",
          "hardware",
          "version",
          "slotSize",
          "sectorSize",
          "expandRam",
          "packages",
          "lzma2",
          "installer");

  /** Of a device that is reached by MSU. */
  private static final List<String> LAN =
      List.of(
          "name",
          "network",
          "hardware",
          "version",
          "slotSize",
          "sectorSize",
          "expandRam",
          "packages",
          "lzma2",
          "installer");

  private static final String KEY_TEXT = "32 hexadecimal digits";
  private static final Map<String, LorawanVersion> VERSIONS =
      Map.of(
          "1.0.3", LorawanVersion.V1_0_3,
          "1.0.4", LorawanVersion.V1_0_4,
          "1.1", LorawanVersion.V1_1);
  private static final Map<String, DeviceClass> CLASSES =
      Map.of("A", DeviceClass.A, "C", DeviceClass.C);
  private static final Map<String, PackageVersion> PACKAGES =
      Map.of("1", PackageVersion.V1, "2", PackageVersion.V2);
  private static final Map<String, Installer> INSTALLERS =
      Map.of(
          "two-slots", Installer.TWO_SLOTS,
          "in-place", Installer.IN_PLACE,
          "overwrite", Installer.OVERWRITE);
  private static final Duration INTERVAL_MAX = Duration.ofDays(1);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int SLOT_MAX = 64 << 20;
  private static final int SLOT = 1 << 20;
  private static final int NAME_MAX = 100;
  private static final int CLASS_ID = 16;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{16}");

  private final DeviceId device;
  private final Attributes given;

  private DeviceForm(DeviceId device, Attributes given) {
    this.device = device;
    this.given = given;
  }

  /** What became of a form. */
  record Read(Optional<DeviceEntry> entry, List<Problem> problems) {}

  /** The name of a device; empty if the text is none. */
  static Optional<DeviceId> id(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return ID.matcher(lower).matches()
        ? Optional.of(new DeviceId(Long.parseUnsignedLong(lower, 16)))
            .filter(it -> it.ipv4().isEmpty())
        : Ipv4.parse(lower).map(DeviceId::of);
  }

  /**
   * Reads a form.
   *
   * @param networks that are there
   */
  static Read read(DeviceId device, Map<String, String> attributes, Map<String, Network> networks) {
    return new DeviceForm(device, new Attributes(attributes)).read(networks);
  }

  private Read read(Map<String, Network> networks) {
    String only = networks.size() == 1 ? networks.keySet().iterator().next() : "";
    Optional<Network> network =
        given.has("network") || only.isEmpty()
            ? given.read("network", String.join(", ", networks.keySet()), networks::get)
            : Optional.ofNullable(networks.get(only));
    if (network.isEmpty()) {
      given.missing("network", String.join(", ", networks.keySet()));
    }
    boolean onLan = network.filter(MsuSite.class::isInstance).isPresent();
    if (network.isPresent() && onLan != device.ipv4().isPresent()) {
      given.wrong(
          "network",
          "is " + network.get().name() + ", of " + (onLan ? "MSU" : "LoRaWAN"),
          onLan ? "for " + device + ": MSU has devices by IPv4 addresses" : "for an IPv4 address");
    }
    return device.ipv4().isPresent() ? onLan(network) : onRadio(network);
  }

  /** A device of MSU: what it says of itself is asked when it is found. */
  private Read onLan(Optional<Network> network) {
    return read(
        network,
        LAN,
        Optional.empty(),
        LorawanVersion.V1_0_4,
        DeviceClass.A,
        PackageVersion.V1,
        INTERVAL,
        Optional.empty());
  }

  private Read onRadio(Optional<Network> network) {
    LorawanVersion lorawan = given.choice("lorawan", VERSIONS).orElse(LorawanVersion.V1_0_4);
    DeviceClass deviceClass = given.choice("class", CLASSES).orElse(DeviceClass.A);
    Keys keys = new Keys(given);
    Optional<AesKey> root = lorawan == LorawanVersion.V1_1 ? keys.app : keys.genApp;
    Optional<DeviceRegistration> registration = registration(keys, lorawan, deviceClass);
    if (registration.isEmpty() && network.filter(it -> !it.hasOwnRegistry()).isPresent()) {
      given.missing("joinEui", "a joinEui with its keys, or a devAddr with its keys");
    }
    if (root.isEmpty()) {
      given.missing(lorawan == LorawanVersion.V1_1 ? "appKey" : "genAppKey", KEY_TEXT);
    }
    PackageVersion packages = given.choice("packageVersion", PACKAGES).orElse(PackageVersion.V1);
    Duration interval = interval();
    return read(network, PLAIN, registration, lorawan, deviceClass, packages, interval, root);
  }

  /** The rest, which devices of all networks have. */
  private Read read(
      Optional<Network> network,
      List<String> known,
      Optional<DeviceRegistration> registration,
      LorawanVersion lorawan,
      DeviceClass deviceClass,
      PackageVersion packages,
      Duration interval,
      Optional<AesKey> root) {
    String name = given.read("name", "1.." + NAME_MAX + " characters", DeviceForm::name).orElse("");
    Optional<Bytes> hardware = given.read("hardware", KEY_TEXT, DeviceForm::hardware);
    Optional<Long> version = given.read("version", "such as 1.2.3", DeviceForm::version);
    Abilities abilities = abilities();
    List<Problem> problems = given.problems(known);
    if (!problems.isEmpty()) {
      return new Read(Optional.empty(), problems);
    }
    DeviceEntry entry =
        new DeviceEntry(
            device,
            name,
            network.orElseThrow().name(),
            registration,
            lorawan,
            deviceClass,
            packages,
            interval,
            root,
            hardware,
            version.map(OptionalLong::of).orElse(OptionalLong.empty()),
            abilities);
    return new Read(Optional.of(entry), List.of());
  }

  private Duration interval() {
    return given
        .read(
            "uplinkInterval",
            "1s.." + INTERVAL_MAX.toHours() + "h",
            text ->
                ParameterText.duration(text, "s")
                    .filter(it -> !it.isZero() && it.compareTo(INTERVAL_MAX) <= 0)
                    .orElse(null))
        .orElse(INTERVAL);
  }

  private static @Nullable String name(String text) {
    return text.length() <= NAME_MAX && !text.isEmpty() ? text : null;
  }

  private static @Nullable Bytes hardware(String text) {
    Bytes id = Bytes.fromHex(text);
    return id.length() == CLASS_ID ? id : null;
  }

  private static @Nullable Long version(String text) {
    OptionalLong version = Versions.parse(text);
    return version.isPresent() ? version.getAsLong() : null;
  }

  private Abilities abilities() {
    return new Abilities(
        given.choice("installer", INSTALLERS).orElse(Installer.TWO_SLOTS),
        given.integer("slotSize", 1, SLOT_MAX).orElse(SLOT),
        given.integer("sectorSize", 1, SLOT_MAX).orElse(1),
        given.integer("expandRam", 0, SLOT_MAX).orElse(0),
        given.read("packages", names(), DeviceForm::kinds).orElse(Set.of()),
        given.choice("lzma2", Map.of("true", true, "false", false)).orElse(false));
  }

  private static String names() {
    return "words of " + List.of(PackageKind.values()) + ", with a space between";
  }

  private static Set<PackageKind> kinds(String text) {
    Set<PackageKind> kinds = EnumSet.noneOf(PackageKind.class);
    for (String word : text.split("[ ,]+", -1)) {
      if (!word.isEmpty()) {
        kinds.add(PackageKind.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return kinds;
  }

  private Optional<DeviceRegistration> registration(
      Keys keys, LorawanVersion lorawan, DeviceClass deviceClass) {
    Optional<Eui> joinEui = given.read("joinEui", "16 hexadecimal digits", Eui::fromHex);
    Optional<DevAddr> devAddr = given.read("devAddr", "8 hexadecimal digits", DevAddr::fromHex);
    if (joinEui.isPresent()) {
      Eui devEui = new Eui(device.eui());
      JoinKeys joinKeys = keys.join(lorawan);
      return Optional.of(
          new DeviceRegistration.Otaa(devEui, joinEui.get(), joinKeys, lorawan, deviceClass));
    }
    return devAddr.map(
        address ->
            new DeviceRegistration.Personalised(
                device, address, keys.session(lorawan), lorawan, deviceClass));
  }

  /** The keys of a form, each read once. */
  private static final class Keys {
    private final Attributes given;
    private final Optional<AesKey> app;
    private final Optional<AesKey> nwk;
    private final Optional<AesKey> genApp;
    private final Optional<AesKey> appS;
    private final List<Optional<AesKey>> nwkS;

    Keys(Attributes given) {
      this.given = given;
      this.app = given.key("appKey");
      this.nwk = given.key("nwkKey");
      this.genApp = given.key("genAppKey");
      this.appS = given.key("appSKey");
      this.nwkS =
          List.of(
              given.key("nwkSKey"),
              given.key("fNwkSIntKey"),
              given.key("sNwkSIntKey"),
              given.key("nwkSEncKey"));
    }

    private AesKey need(Optional<AesKey> key, String name) {
      return key.orElseGet(
          () -> {
            given.missing(name, KEY_TEXT);
            return AesKey.of(Bytes.of(new byte[AesKey.LENGTH])); // the form fails anyway
          });
    }

    JoinKeys join(LorawanVersion lorawan) {
      AesKey appKey = need(app, "appKey");
      return lorawan == LorawanVersion.V1_1
          ? new JoinKeys(need(nwk, "nwkKey"), appKey)
          : new JoinKeys(appKey);
    }

    SessionKeys session(LorawanVersion lorawan) {
      AesKey appSKey = need(appS, "appSKey");
      return lorawan == LorawanVersion.V1_1
          ? new SessionKeys(
              need(nwkS.get(1), "fNwkSIntKey"),
              need(nwkS.get(2), "sNwkSIntKey"),
              need(nwkS.get(3), "nwkSEncKey"),
              appSKey)
          : new SessionKeys(need(nwkS.get(0), "nwkSKey"), appSKey);
    }
  }
}
