package dev.fuota.fleet.scenario;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.boot.Strategy;
import dev.fuota.device.config.CredentialTable;
import dev.fuota.device.config.Credentials;
import dev.fuota.device.config.Hex;
import dev.fuota.device.config.LorawanWords;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Reads one entry of {@code fleet} in a scenario. */
final class DeviceGroupFile {
  private static final int PERIODICITY_MAX = 7;
  private static final int DRIFT_MAX = 1000;
  private static final Eui FIRST = new Eui(0x70b3d57ed0000001L);
  private static final Eui JOIN = new Eui(1);
  private static final DevAddr ADDRESS = new DevAddr(0x2601_0000);

  private final Region region;
  private final LinkPreset preset;
  private final UnaryOperator<String> files;

  /**
   * Reads entries for a region.
   *
   * @param preset says how far devices are spread, unless they say it
   * @param files gives the content of a named file
   */
  DeviceGroupFile(Region region, LinkPreset preset, UnaryOperator<String> files) {
    this.region = region;
    this.preset = preset;
    this.files = files;
  }

  DeviceGroup read(Setting group) {
    group.only(
        "count",
        "devEui",
        "joinEui",
        "devAddr",
        "secret",
        "keys",
        "activation",
        "version",
        "class",
        "pingPeriodicity",
        "adr",
        "dataRate",
        "packages",
        "uplinkInterval",
        "joinSpread",
        "drift",
        "radius",
        "bootloader",
        "rebootAfter",
        "leaveWhenComplete",
        "server");
    LorawanVersion version = group.get("version", LorawanVersion.V1_0_4, LorawanWords::version);
    String deviceClass =
        group.get("class", "A", value -> value.choice(Map.of("A", "A", "B", "B", "C", "C")));
    return new DeviceGroup(
        group.find("keys").isPresent() ? listed(group) : derived(group, version),
        group.get("activation", true, value -> value.choice(Map.of("otaa", true, "abp", false))),
        version,
        deviceClass.equals("C") ? DeviceClass.C : DeviceClass.A,
        deviceClass.equals("B")
            ? OptionalInt.of(
                group.get("pingPeriodicity", 0, value -> value.number(0, PERIODICITY_MAX)))
            : OptionalInt.empty(),
        group.get("adr", true, Setting::yesNo),
        group.get(
            "dataRate", region.defaultUplinkRate(), value -> LorawanWords.dataRate(region, value)),
        group.get("packages", PackageVersion.V1, LorawanWords::packages),
        group.get("uplinkInterval", Duration.ofMinutes(5), LorawanWords::interval),
        group.get("joinSpread", MacHabits.USUAL.joinSpread(), Setting::duration),
        group.get("drift", 20, value -> value.number(0, DRIFT_MAX)),
        group.get("radius", preset.radiusMetres(), Setting::decimal),
        group.get("bootloader", Strategy.AB, LorawanWords::strategy),
        group.find("rebootAfter").map(Setting::duration),
        group.get("leaveWhenComplete", false, Setting::yesNo),
        group.get("server", Compatibility.STRICT, LorawanWords::server));
  }

  private List<Credentials> derived(Setting group, LorawanVersion version) {
    int count = group.get("count").number(1, Scenario.DEVICES_MAX);
    AesKey secret =
        Hex.read(group.get("secret"), "a secret of 32 hexadecimal digits", AesKey::fromHex);
    Eui first = group.get("devEui", FIRST, LorawanWords::eui);
    Eui joinEui = group.get("joinEui", JOIN, LorawanWords::eui);
    DevAddr address =
        group.get(
            "devAddr",
            ADDRESS,
            value -> Hex.read(value, "an address of 8 hexadecimal digits", DevAddr::fromHex));
    KeyRoot root = new KeyRoot(secret);
    List<Credentials> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      devices.add(
          root.of(
              new Eui(first.value() + i),
              joinEui,
              new DevAddr(address.value() + i),
              version == LorawanVersion.V1_1));
    }
    return devices;
  }

  private List<Credentials> listed(Setting group) {
    Setting keys = group.get("keys");
    for (String other : List.of("secret", "devEui", "joinEui", "devAddr", "count")) {
      if (group.find(other).isPresent()) {
        throw group.get(other).problem(other + " is what the file under keys says; remove it");
      }
    }
    List<Credentials> devices;
    try {
      devices = CredentialTable.read(files.apply(keys.text()));
    } catch (IllegalArgumentException bad) {
      throw keys.problem(keys.text() + " is no table of keys: " + bad.getMessage());
    }
    if (devices.isEmpty() || devices.size() > Scenario.DEVICES_MAX) {
      throw keys.problem(
          keys.text() + " lists " + devices.size() + " devices, not 1 to " + Scenario.DEVICES_MAX);
    }
    return devices;
  }
}
