package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.firmware.Abilities;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredDeviceRecord;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The devices that are known, and the sets in which they are. */
final class Registry {
  private final Map<String, NetworkFront> networks;
  private final Ledger ledger;
  private final Map<DeviceId, DeviceEntry> devices = new TreeMap<>();
  private final Map<String, Set<DeviceId>> sets = new TreeMap<>();

  /** Devices of a series are alike in what they can do. */
  private final Map<Abilities, Abilities> abilities = new HashMap<>();

  Registry(Map<String, NetworkFront> networks, Ledger ledger) {
    this.networks = networks;
    this.ledger = ledger;
  }

  /**
   * Reads what the store holds, and tells the networks; a record that makes no sense is left out.
   */
  void open(CampaignStore store) {
    Map<String, Network> known = networks();
    for (StoredDeviceRecord record : store.registry()) {
      Map<String, String> attributes = StateText.readTexts(record.attributes());
      record.keys().forEach((name, key) -> attributes.put(name, key.bytes().toHex()));
      DeviceForm.read(record.device(), attributes, known).entry().ifPresent(this::admit);
    }
    store.deviceSets().forEach((name, members) -> sets.put(name, new TreeSet<>(members)));
  }

  private Map<String, Network> networks() {
    Map<String, Network> known = new TreeMap<>();
    networks.forEach((name, front) -> known.put(name, front.network()));
    return known;
  }

  /** Why the network does not take it; empty if it does. */
  private Optional<String> admit(DeviceEntry entry) {
    DeviceEntry before = devices.get(entry.device());
    boolean told = before != null && before.registration().equals(entry.registration());
    Network network = network(entry);
    try {
      if (!told) {
        if (before != null) {
          network(before).remove(entry.device());
        }
        entry.registration().ifPresent(network::register);
      }
    } catch (IllegalArgumentException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
    devices.put(entry.device(), entry);
    return Optional.empty();
  }

  private Network network(DeviceEntry entry) {
    NetworkFront front = networks.get(entry.network());
    if (front == null) {
      throw new IllegalStateException("no network " + entry.network());
    }
    return front.network();
  }

  /** Registers a device from texts. */
  Result<DeviceEntry> register(String device, Map<String, String> attributes) {
    Optional<DeviceId> id = DeviceForm.id(device);
    if (id.isEmpty()) {
      return Result.refused(
          "DEVICE_INVALID", "a device is named by 16 hexadecimal digits, or by an IPv4 address");
    }
    DeviceForm.Read read = DeviceForm.read(id.get(), attributes, networks());
    if (read.entry().isEmpty()) {
      return new Result.Refused<>(
          "DEVICE_INVALID", "the device cannot be registered so", read.problems(), List.of());
    }
    DeviceEntry entry = intern(read.entry().get());
    Optional<String> refused = admit(entry);
    if (refused.isPresent()) {
      return Result.refused("DEVICE_REFUSED", refused.get());
    }
    save(entry);
    return new Result.Ok<>(entry);
  }

  private DeviceEntry intern(DeviceEntry entry) {
    Abilities shared = abilities.computeIfAbsent(entry.abilities(), same -> same);
    return entry.withAbilities(shared);
  }

  private void save(DeviceEntry entry) {
    Map<String, AesKey> keys = DeviceText.keys(entry);
    String text = StateText.writeTexts(DeviceText.plain(entry));
    ledger.later(
        entry.device(), store -> store.save(new StoredDeviceRecord(entry.device(), text, keys)));
  }

  /** A device has reported what it runs (TR-17). */
  void onRunning(DeviceId device, long fwVersion) {
    DeviceEntry entry = devices.get(device);
    if (entry != null && !entry.fwVersion().equals(OptionalLong.of(fwVersion))) {
      DeviceEntry updated = entry.running(fwVersion);
      devices.put(device, updated);
      save(updated);
    }
  }

  void remove(DeviceEntry entry) {
    network(entry).remove(entry.device());
    devices.remove(entry.device());
    sets.values().forEach(members -> members.remove(entry.device()));
    ledger.later(entry.device(), store -> store.remove(entry.device()));
    sets.forEach(this::saveSet);
  }

  Optional<DeviceEntry> find(DeviceId device) {
    return Optional.ofNullable(devices.get(device));
  }

  /** By their names. */
  Map<DeviceId, DeviceEntry> devices() {
    return Collections.unmodifiableMap(devices);
  }

  Map<String, Set<DeviceId>> sets() {
    Map<String, Set<DeviceId>> copy = new TreeMap<>();
    sets.forEach((name, members) -> copy.put(name, Collections.unmodifiableSet(members)));
    return Collections.unmodifiableMap(copy);
  }

  void saveSet(String name, Set<DeviceId> members) {
    Set<DeviceId> kept = new TreeSet<>(members);
    sets.put(name, kept);
    ledger.later("set " + name, store -> store.saveDeviceSet(name, kept));
  }

  Optional<Set<DeviceId>> removeSet(String name) {
    Optional<Set<DeviceId>> removed = Optional.ofNullable(sets.remove(name));
    removed.ifPresent(any -> ledger.later("set " + name, store -> store.removeDeviceSet(name)));
    return removed;
  }

  /**
   * What is shown of a device.
   *
   * @param campaign that has it now
   */
  RegisteredDevice view(DeviceEntry entry, OptionalLong campaign) {
    List<String> in =
        sets.entrySet().stream()
            .filter(set -> set.getValue().contains(entry.device()))
            .map(Map.Entry::getKey)
            .toList();
    Abilities can = entry.abilities();
    boolean radio = entry.rootKey().isPresent();
    return new RegisteredDevice(
        entry.device().toString(),
        entry.name(),
        entry.network(),
        radio ? network(entry).region().name() : "",
        radio ? entry.deviceClass().name() : "",
        radio ? entry.lorawan().toString() : "",
        entry.packages().number(),
        entry.uplinkInterval(),
        radio ? entry.rootKeyKind().name() : "",
        entry.hardware().map(Object::toString),
        entry.fwVersion().stream().mapToObj(FirmwareVersion::text).findFirst(),
        OptionalInt.of(can.slotSize()),
        can.packages().stream().anyMatch(kind -> kind.isDelta()),
        can.lzma2() || can.packages().stream().anyMatch(kind -> !kind.isDelta()),
        in,
        campaign);
  }
}
