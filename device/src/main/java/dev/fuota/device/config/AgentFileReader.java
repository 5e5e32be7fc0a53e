package dev.fuota.device.config;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.boot.Strategy;
import dev.fuota.device.config.LogSettings.Format;
import dev.fuota.device.config.LogSettings.Level;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads an {@link AgentFile}. */
final class AgentFileReader {
  private static final String VERSION = "fuota/v1";
  private static final int PERIODICITY_MAX = 7;
  private static final int CLASS_ID_LENGTH = 16;

  /** One device alone disturbs nobody if it joins soon. */
  private static final Duration ALONE = Duration.ofSeconds(3);

  private static final Map<String, DeviceClass> CLASSES =
      Map.of("A", DeviceClass.A, "B", DeviceClass.A, "C", DeviceClass.C);
  private static final Map<String, Level> LEVELS =
      Map.of("error", Level.ERROR, "warn", Level.WARN, "info", Level.INFO, "debug", Level.DEBUG);
  private static final Map<String, Format> FORMATS =
      Map.of(
          "auto", Format.AUTO, "text", Format.TEXT, "journal", Format.JOURNAL, "json", Format.JSON);

  private final Path folder;
  private final Map<String, String> environment;
  private final SecretFiles files;

  AgentFileReader(Path file, Map<String, String> environment) {
    this.folder = file.resolveSibling("");
    this.environment = environment;
    this.files = new SecretFiles(folder, environment);
  }

  AgentFile read(String name, String text) {
    Setting root =
        SettingsFile.read(name, text)
            .only(
                "apiVersion",
                "region",
                "state",
                "flash",
                "device",
                "trust",
                "link",
                "target",
                "hooks",
                "status",
                "log",
                "realtime");
    if (!root.get("apiVersion").text().equals(VERSION)) {
      throw root.get("apiVersion").problem("apiVersion must be " + VERSION);
    }
    boolean msu = LinkReader.isMsu(root.get("link"));
    Optional<Region> region =
        msu ? Optional.empty() : Optional.of(LorawanWords.region(root.get("region")));
    Path state =
        root.find("state").map(value -> folder.resolve(value.text())).orElseGet(this::stateFolder);
    TargetSettings target = new TargetReader(folder).read(root);
    LinkSettings link =
        msu
            ? new MsuLinkReader(folder, files).read(root, state, target)
            : new LinkReader(folder).read(root.get("link"));
    root.find("device").ifPresent(device -> checkSubBand(device, link));
    return new AgentFile(
        region.map(it -> new LorawanSettings(it, device(root.get("device"), it, target))),
        state,
        flash(root.get("flash"), state),
        root.find("trust").map(this::trust),
        link,
        target,
        root.find("status")
            .map(value -> folder.resolve(value.text()))
            .orElseGet(() -> socketFolder(state).resolve("agent.sock")),
        log(root),
        root.get("realtime", false, Setting::yesNo));
  }

  private static void checkSubBand(Setting device, LinkSettings link) {
    if (link instanceof LinkSettings.Modem modem && !modem.model().takesSubBand()) {
      device
          .find("subBand")
          .ifPresent(
              value -> {
                throw value.problem(
                    modem.model().title()
                        + " takes no sub-band: it joins on all channels in turns; remove the line");
              });
    }
  }

  private Path stateFolder() {
    return directory("STATE_DIRECTORY").orElse(folder);
  }

  private Path socketFolder(Path state) {
    return directory("RUNTIME_DIRECTORY").orElse(state);
  }

  /** The first of those that systemd made. */
  private Optional<Path> directory(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(value -> value.split(":", 2)[0])
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }

  private FlashSettings flash(Setting flash, Path state) {
    if (flash.isText()) {
      Path file = state.resolve(flash.text());
      return new FlashSettings(
          file, journal(file, state), FlashProfile.STM32L4, FlashSettings.USUAL, Optional.empty());
    }
    flash.only("file", "part", "partitions", "firmware");
    Path file = state.resolve(flash.get("file").text());
    return new FlashSettings(
        file,
        journal(file, state),
        flash.get("part", FlashProfile.STM32L4, AgentFileReader::part),
        flash.get("partitions", FlashSettings.USUAL, AgentFileReader::partitions),
        flash.find("firmware").map(value -> folder.resolve(value.text())));
  }

  /** In the state directory also if the flash is a partition of a disk. */
  private static Path journal(Path file, Path state) {
    return state.resolve(file.getFileName() + ".journal");
  }

  private static FlashProfile part(Setting value) {
    return FlashProfile.named(value.text())
        .orElseThrow(
            () ->
                value.problem(
                    "'"
                        + value.text()
                        + "' is not known; "
                        + Nearest.suggestion(
                            value.text(),
                            FlashProfile.ALL.stream()
                                .map(FlashProfile::name)
                                .collect(Collectors.toList()))));
  }

  private static FlashMap.Sizes partitions(Setting sizes) {
    sizes.only("bootloader", "primary", "download", "fragments", "agent", "bootJournal", "scratch");
    return new FlashMap.Sizes(
        size(sizes.get("bootloader")),
        size(sizes.get("primary")),
        size(sizes.get("download")),
        size(sizes.get("fragments")),
        size(sizes.get("agent")),
        size(sizes.get("bootJournal")),
        sizes.get("scratch", 0, AgentFileReader::size));
  }

  private static int size(Setting value) {
    long octets = value.octets();
    if (octets < 1 || octets > Integer.MAX_VALUE) {
      throw value.problem(value.text() + " is no size of a partition");
    }
    return (int) octets;
  }

  private DeviceSettings device(Setting device, Region region, TargetSettings target) {
    device.only(
        "keys",
        "activation",
        "version",
        "class",
        "pingPeriodicity",
        "adr",
        "dataRate",
        "subBand",
        "packages",
        "uplinkInterval",
        "joinSpread",
        "bootloader",
        "rebootAfter",
        "leaveWhenComplete",
        "server",
        "hardware");
    boolean classB = device.get("class", "A", Setting::text).equals("B");
    Optional<Setting> hardware =
        device.find("hardware").map(value -> value.only("class", "version"));
    return new DeviceSettings(
        credentials(device.get("keys")),
        device.get("activation", true, value -> value.choice(Map.of("otaa", true, "abp", false))),
        device.get("version", LorawanVersion.V1_0_4, LorawanWords::version),
        device.get("class", DeviceClass.A, value -> value.choice(CLASSES)),
        classB
            ? OptionalInt.of(
                device.get("pingPeriodicity", 0, value -> value.number(0, PERIODICITY_MAX)))
            : OptionalInt.empty(),
        device.get("adr", true, Setting::yesNo),
        device.get(
            "dataRate", region.defaultUplinkRate(), value -> LorawanWords.dataRate(region, value)),
        device
            .find("subBand")
            .map(value -> OptionalInt.of(LorawanWords.subBand(region, value)))
            .orElse(OptionalInt.empty()),
        device.get("packages", PackageVersion.V1, LorawanWords::packages),
        device.get("uplinkInterval", Duration.ofMinutes(5), LorawanWords::interval),
        device.get("joinSpread", ALONE, Setting::duration),
        strategy(Optional.of(device), target),
        device.find("rebootAfter").map(Setting::duration),
        device.get("leaveWhenComplete", false, Setting::yesNo),
        device.get("server", Compatibility.STRICT, LorawanWords::server),
        hardware.flatMap(value -> value.find("class")).map(AgentFileReader::classId),
        hardware.map(value -> value.get("version", 1L, AgentFileReader::version)).orElse(1L));
  }

  private Credentials credentials(Setting keys) {
    List<Credentials> devices;
    try {
      devices = CredentialTable.read(files.secret(keys));
    } catch (IllegalArgumentException bad) {
      throw keys.problem(keys.text() + " is no table of keys: " + bad.getMessage());
    }
    if (devices.size() != 1) {
      throw keys.problem(
          keys.text() + " lists " + devices.size() + " devices; one belongs here, this one");
    }
    return devices.get(0);
  }

  static Strategy strategy(Optional<Setting> device, TargetSettings target) {
    Optional<Setting> bootloader = device.flatMap(value -> value.find("bootloader"));
    if (target instanceof TargetSettings.Emulated) {
      return bootloader.map(LorawanWords::strategy).orElse(Strategy.AB);
    }
    bootloader.ifPresent(
        value -> {
          throw value.problem(
              "bootloader is for target: emulated; the flash follows this target, remove the line");
        });
    return Strategy.IN_PLACE;
  }

  static Bytes classId(Setting value) {
    return Hex.read(
        value,
        "a class id of 32 hexadecimal digits",
        text -> {
          byte[] octets = HexFormat.of().parseHex(text.replace("-", ""));
          if (octets.length != CLASS_ID_LENGTH) {
            throw new IllegalArgumentException("length");
          }
          return Bytes.of(octets);
        });
  }

  private static long version(Setting value) {
    return value.longNumber(0, 0xffff_ffffL);
  }

  private TrustedKeys trust(Setting list) {
    return list.items().stream()
        .map(this::trusted)
        .reduce(
            (some, more) ->
                new TrustedKeys(
                    java.util.stream.Stream.concat(some.keys().stream(), more.keys().stream())
                        .toList()))
        .orElseThrow(() -> list.problem("with no key no image is ever accepted; name one"));
  }

  private TrustedKeys trusted(Setting value) {
    return trusted(value, files);
  }

  /** The public keys in the file that {@code value} names. */
  static TrustedKeys trusted(Setting value, SecretFiles files) {
    Decoded<TrustedKeys> keys = TrustedKeys.fromPem(files.text(value));
    if (keys instanceof Decoded.Malformed<TrustedKeys> bad) {
      throw value.problem(
          value.text()
              + ": "
              + bad.detail()
              + "; the public key in PEM belongs here, as fuota image keygen writes it");
    }
    return keys.value().orElseThrow();
  }

  private static LogSettings log(Setting root) {
    Optional<Setting> log = root.find("log").map(value -> value.only("level", "format"));
    return new LogSettings(
        log.map(value -> value.get("level", Level.INFO, level -> level.choice(LEVELS)))
            .orElse(Level.INFO),
        log.map(value -> value.get("format", Format.AUTO, format -> format.choice(FORMATS)))
            .orElse(Format.AUTO));
  }
}
