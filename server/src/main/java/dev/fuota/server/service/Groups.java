package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Multicast groups: they outlive the campaign that made them, with their members (TP-10). */
final class Groups {
  private static final int IDS = 4;

  private final Ledger ledger;
  private final ServiceSettings settings;
  private final RandomGenerator random;
  private final Map<String, StoredMulticastGroup> groups = new TreeMap<>();
  private final Set<DevAddr> addresses = new HashSet<>();
  private int tried;

  Groups(Ledger ledger, ServiceSettings settings, RandomGenerator random) {
    this.ledger = ledger;
    this.settings = settings;
    this.random = random;
  }

  void open(CampaignStore store) {
    store.groups().forEach(this::add);
  }

  private void add(StoredMulticastGroup group) {
    groups.put(group.name(), group);
    addresses.add(group.mcAddr());
  }

  Optional<StoredMulticastGroup> find(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  List<GroupView> views() {
    return groups.values().stream()
        .map(
            it ->
                new GroupView(
                    it.name(),
                    it.network(),
                    it.mcAddr().toString(),
                    it.mcGroupId(),
                    it.members().size()))
        .toList();
  }

  /** Whether {@code count} more groups can have an address. */
  boolean hasRoom(int count) {
    return settings.mcAddrCount() - addresses.size() >= count;
  }

  /**
   * A new group, without members yet.
   *
   * @throws IllegalStateException without {@link #hasRoom}
   */
  StoredMulticastGroup create(String name, String network, Collection<DeviceId> devices) {
    CampaignGroup group = CampaignGroup.create(freeId(devices), freeAddress(), random);
    StoredMulticastGroup stored = stored(name, network, group, Set.of());
    add(stored);
    save(stored);
    return stored;
  }

  /** A number that none of the devices has another group by, if there is one. */
  private int freeId(Collection<DeviceId> devices) {
    Set<DeviceId> wanted = new HashSet<>(devices);
    Set<Integer> taken = new HashSet<>();
    for (StoredMulticastGroup group : groups.values()) {
      if (group.members().stream().anyMatch(wanted::contains)) {
        taken.add(group.mcGroupId());
      }
    }
    for (int id = 0; id < IDS; id++) {
      if (!taken.contains(id)) {
        return id;
      }
    }
    return 0; // its members leave it: a setup with the same number replaces a group (TS005)
  }

  private DevAddr freeAddress() {
    for (int i = 0; i < settings.mcAddrCount(); i++) {
      int offset = tried++ % settings.mcAddrCount();
      DevAddr address = new DevAddr(settings.mcAddrFirst().value() + offset);
      if (!addresses.contains(address)) {
        return address;
      }
    }
    throw new IllegalStateException("no address is left for a group");
  }

  /** What stands where there is no group: by unicast none is needed. */
  static StoredMulticastGroup none(String network) {
    AesKey zero = AesKey.of(Bytes.of(new byte[AesKey.LENGTH]));
    return new StoredMulticastGroup("", new DevAddr(0), 0, zero, network, Set.of());
  }

  /** A part without a group. */
  static StoredPart nowhere(long campaign, int part, String state) {
    StoredMulticastGroup none = none("");
    return new StoredPart(campaign, part, none.mcAddr(), none.mcKey(), state);
  }

  /** Keeps the members that a group has now; on these devices it replaced those of its number. */
  void keep(String name, String network, CampaignGroup group) {
    if (name.isEmpty()) {
      return;
    }
    StoredMulticastGroup kept = stored(name, network, group, group.members());
    for (StoredMulticastGroup other : List.copyOf(groups.values())) {
      if (other.mcGroupId() == group.mcGroupId() && !other.name().equals(name)) {
        leave(other, group.members());
      }
    }
    add(kept);
    save(kept);
  }

  private void leave(StoredMulticastGroup group, Set<DeviceId> devices) {
    Set<DeviceId> left = new HashSet<>(group.members());
    if (left.removeAll(devices)) {
      StoredMulticastGroup smaller =
          new StoredMulticastGroup(
              group.name(),
              group.mcAddr(),
              group.mcGroupId(),
              group.mcKey(),
              group.network(),
              left);
      add(smaller);
      save(smaller);
    }
  }

  private static StoredMulticastGroup stored(
      String name, String network, CampaignGroup group, Set<DeviceId> members) {
    AesKey key = group.mcKey();
    return new StoredMulticastGroup(name, group.mcAddr(), group.mcGroupId(), key, network, members);
  }

  private void save(StoredMulticastGroup group) {
    ledger.later("group " + group.name(), store -> store.save(group));
  }
}
