package dev.fuota.server.store;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredDeviceRecord;
import dev.fuota.server.port.StoredFile;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the campaign service must not forget. */
final class CampaignTables {
  private static final String MC_KEY = "mc_key";
  private static final String KEYS = "keys";

  private record Participant(DeviceId device, String state) {}

  private record DeviceSet(String name, Set<DeviceId> members) {}

  private final Seal seal;
  private final Table campaigns;
  private final Table parts;
  private final Table participants;
  private final Table registered;
  private final Table files;
  private final Table groups;
  private final Table deviceSets;

  CampaignTables(Sql sql, Seal seal) {
    this.seal = seal;
    this.campaigns = new Table(sql, "campaign", List.of("id"), List.of("request", "state"));
    this.parts =
        new Table(
            sql, "campaign_part", List.of("campaign", "part"), List.of("mc_addr", MC_KEY, "state"));
    this.participants =
        new Table(sql, "participant", List.of("campaign", "part", "eui"), List.of("state"));
    this.registered = new Table(sql, "registered", List.of("eui"), List.of("attributes", KEYS));
    this.files = new Table(sql, "file", List.of("sha256"), List.of("name", "content"));
    this.groups =
        new Table(
            sql,
            "multicast_group",
            List.of("name"),
            List.of("mc_addr", "mc_group_id", MC_KEY, "network", "members"));
    this.deviceSets = new Table(sql, "device_set", List.of("name"), List.of("members"));
  }

  List<StoredCampaign> campaigns() {
    return campaigns.select(
        "*",
        "ORDER BY id",
        row ->
            new StoredCampaign(
                row.getLong("id"), row.getString("request"), row.getString("state")));
  }

  void save(StoredCampaign campaign) {
    campaigns.put(campaign.id(), campaign.request(), campaign.state());
  }

  long nextCampaignId() {
    return campaigns.select("COALESCE(MAX(id), 0) + 1", "", row -> row.getLong(1)).get(0);
  }

  List<StoredPart> parts(long campaign) {
    return parts.select("*", "WHERE campaign = ? ORDER BY part", this::part, campaign);
  }

  private StoredPart part(ResultSet row) throws SQLException {
    long campaign = row.getLong("campaign");
    int part = row.getInt("part");
    return new StoredPart(
        campaign,
        part,
        new DevAddr(row.getInt("mc_addr")),
        Packed.key(seal.open(place(campaign, part), row.getBytes(MC_KEY)), 0),
        row.getString("state"));
  }

  void save(StoredPart part) {
    parts.put(
        part.campaign(),
        part.part(),
        part.mcAddr().value(),
        seal.seal(place(part.campaign(), part.part()), Packed.keys(part.mcKey())),
        part.state());
  }

  private static String place(long campaign, int part) {
    return Seal.place("campaign_part", MC_KEY, campaign, part);
  }

  void saveParticipant(long campaign, int part, DeviceId device, String state) {
    participants.put(campaign, part, device.eui(), state);
  }

  Map<DeviceId, String> participants(long campaign, int part) {
    Map<DeviceId, String> states = new TreeMap<>();
    participants
        .select(
            "eui, state",
            "WHERE campaign = ? AND part = ?",
            row -> new Participant(new DeviceId(row.getLong("eui")), row.getString("state")),
            campaign,
            part)
        .forEach(row -> states.put(row.device(), row.state()));
    return states;
  }

  List<StoredDeviceRecord> registry() {
    return registered.select("*", "", this::device).stream()
        .sorted(Comparator.comparing(StoredDeviceRecord::device))
        .toList();
  }

  private StoredDeviceRecord device(ResultSet row) throws SQLException {
    DeviceId device = new DeviceId(row.getLong("eui"));
    byte[] keys = seal.open(place(device), row.getBytes(KEYS));
    return new StoredDeviceRecord(device, row.getString("attributes"), Packed.named(keys));
  }

  void save(StoredDeviceRecord device) {
    registered.put(
        device.device().eui(),
        device.attributes(),
        seal.seal(place(device.device()), Packed.named(device.keys())));
  }

  private static String place(DeviceId device) {
    return Seal.place("registered", KEYS, device.eui());
  }

  void remove(DeviceId device) {
    registered.delete("eui = ?", device.eui());
  }

  List<StoredFile.Entry> files() {
    return files.select(
        "sha256, name, LENGTH(content)",
        "ORDER BY sha256",
        row -> new StoredFile.Entry(row.getString(1), row.getString(2), row.getInt(3)));
  }

  Optional<StoredFile> file(String sha256) {
    return files
        .select(
            "name, content",
            "WHERE sha256 = ?",
            row -> new StoredFile(sha256, row.getString(1), Bytes.of(row.getBytes(2))),
            sha256)
        .stream()
        .findFirst();
  }

  void save(StoredFile file) {
    files.put(file.sha256(), file.name(), file.content().toArray());
    files.flush();
  }

  List<StoredMulticastGroup> groups() {
    return groups.select("*", "", this::group).stream()
        .sorted(Comparator.comparing(StoredMulticastGroup::name))
        .toList();
  }

  private StoredMulticastGroup group(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new StoredMulticastGroup(
        name,
        new DevAddr(row.getInt("mc_addr")),
        row.getInt("mc_group_id"),
        Packed.key(seal.open(place(name), row.getBytes(MC_KEY)), 0),
        row.getString("network"),
        Packed.devices(row.getBytes("members")));
  }

  void save(StoredMulticastGroup group) {
    groups.put(
        group.name(),
        group.mcAddr().value(),
        group.mcGroupId(),
        seal.seal(place(group.name()), Packed.keys(group.mcKey())),
        group.network(),
        Packed.devices(group.members()));
  }

  private static String place(String group) {
    return Seal.place("multicast_group", MC_KEY, Texts.storable(group));
  }

  Map<String, Set<DeviceId>> deviceSets() {
    Map<String, Set<DeviceId>> sets = new TreeMap<>();
    deviceSets
        .select(
            "name, members",
            "",
            row -> new DeviceSet(row.getString(1), Packed.devices(row.getBytes(2))))
        .forEach(set -> sets.put(set.name(), set.members()));
    return sets;
  }

  void saveDeviceSet(String name, Set<DeviceId> devices) {
    deviceSets.put(name, Packed.devices(devices));
  }

  void removeDeviceSet(String name) {
    deviceSets.delete("name = ?", name);
  }

  void flush() {
    campaigns.flush();
    parts.flush();
    participants.flush();
    registered.flush();
    files.flush();
    groups.flush();
    deviceSets.flush();
  }
}
