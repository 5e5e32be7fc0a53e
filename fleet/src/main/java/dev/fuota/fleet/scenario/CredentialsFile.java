package dev.fuota.fleet.scenario;

import dev.fuota.device.config.CredentialTable;
import dev.fuota.device.config.Credentials;
import dev.fuota.device.config.Hex;
import dev.fuota.device.config.LorawanWords;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Reads who the devices of a scenario are, group after group. What is not numbered goes on where
 * the groups before left off; no two devices may be the same.
 */
final class CredentialsFile {
  private static final long FIRST = 0x70b3d57ed0000001L;
  private static final Eui JOIN = new Eui(1);
  private static final int ADDRESS = 0x2601_0000;

  private final Optional<AesKey> usualSecret;
  private final int devicesMax;
  private final UnaryOperator<String> files;
  private int count;

  /** Numbers taken so far, by their kind: the first of each series, and its last. */
  private final Map<Boolean, NavigableMap<Long, Long>> taken =
      Map.of(true, new TreeMap<>(), false, new TreeMap<>());

  /**
   * Reads groups, none so far.
   *
   * @param usualSecret that of groups that have none
   * @param devicesMax how many devices there may be in all
   * @param files gives the text of a named file
   */
  CredentialsFile(Optional<AesKey> usualSecret, int devicesMax, UnaryOperator<String> files) {
    this.usualSecret = usualSecret;
    this.devicesMax = devicesMax;
    this.files = files;
  }

  List<Credentials> read(Setting group, LorawanVersion version, boolean joins) {
    boolean listed = group.find("keys").isPresent();
    List<Credentials> devices =
        listed ? listed(group, joins) : derived(group, version == LorawanVersion.V1_1, joins);
    count += devices.size();
    if (count > devicesMax) {
      throw group.problem("more than " + devicesMax + " devices in all");
    }
    return devices;
  }

  private List<Credentials> derived(Setting group, boolean v11, boolean joins) {
    int size = group.get("count").number(1, devicesMax);
    Eui first = group.get("devEui", new Eui(FIRST + count), LorawanWords::eui);
    DevAddr address = group.get("devAddr", new DevAddr(ADDRESS + count), CredentialsFile::address);
    if (joins) {
      take(group, true, first.value(), size, first);
    } else {
      take(group, false, Integer.toUnsignedLong(address.value()), size, address);
    }
    Eui joinEui = group.get("joinEui", JOIN, LorawanWords::eui);
    return new SeriesOfKeys(new KeyRoot(secret(group)), first, joinEui, address, v11, size);
  }

  private AesKey secret(Setting group) {
    Optional<Setting> own = group.find("secret");
    if (own.isEmpty()) {
      return usualSecret.orElseThrow(
          () ->
              group.problem(
                  "devices on a network elsewhere need a secret that nobody can guess; add secret:"));
    }
    return Hex.read(own.get(), "a secret of 32 hexadecimal digits", AesKey::fromHex);
  }

  private static DevAddr address(Setting value) {
    return Hex.read(value, "an address of 8 hexadecimal digits", DevAddr::fromHex);
  }

  private void take(Setting group, boolean joins, long first, int size, Object name) {
    NavigableMap<Long, Long> series = Objects.requireNonNull(taken.get(joins));
    long last = first + size - 1;
    Map.Entry<Long, Long> before = series.floorEntry(last);
    if (before != null && before.getValue() >= first) {
      Object twice = before.getKey() <= first ? name : name(joins, before.getKey());
      throw group.problem("two devices are " + twice + "; give this group another first number");
    }
    series.put(first, last);
  }

  private static Object name(boolean joins, long number) {
    return joins ? new Eui(number) : new DevAddr((int) number);
  }

  private List<Credentials> listed(Setting group, boolean joins) {
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
    if (devices.isEmpty() || devices.size() > devicesMax) {
      throw keys.problem(
          keys.text() + " lists " + devices.size() + " devices, not 1 to " + devicesMax);
    }
    for (Credentials device : devices) {
      if (joins) {
        take(group, true, device.devEui().value(), 1, device.devEui());
      } else {
        long address = Integer.toUnsignedLong(device.devAddr().value());
        take(group, false, address, 1, device.devAddr());
      }
    }
    return devices;
  }
}
