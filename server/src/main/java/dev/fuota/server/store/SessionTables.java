package dev.fuota.server.store;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.port.StoredSession.Radio;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the network server must not forget. */
final class SessionTables {
  private static final String KEYS = "keys";

  /** A session of a device; {@code offer} is 0 for the one in use. */
  private record Numbered(int offer, StoredSession session) {}

  private final Seal seal;
  private final Table devices;
  private final Table sessions;
  private final Table sessionKeys;
  private final Table devNonces;
  private final Table groups;
  private final Table sessionCnts;

  /**
   * By EUI and offer the keys that the database has: they are sealed anew only when they change.
   */
  private final Map<Long, Map<Integer, SessionKeys>> known = new HashMap<>();

  SessionTables(Sql sql, Seal seal) {
    this.seal = seal;
    this.devices =
        new Table(sql, "device", List.of("eui"), List.of("dev_nonce", "join_nonce", "rj_count1"));
    this.sessions =
        new Table(
            sql,
            "session",
            List.of("eui", "offer"),
            List.of(
                "dev_addr",
                "v11",
                "rx_delay",
                "rx1_dr_offset",
                "rx2_rate",
                "last_f_cnt_up",
                "n_f_cnt_down_limit",
                "a_f_cnt_down_limit",
                "rj_count0",
                "ping_periodicity"));
    this.sessionKeys = new Table(sql, "session_keys", List.of("eui", "offer"), List.of(KEYS));
    this.devNonces = new Table(sql, "dev_nonce", List.of("eui", "nonce"), List.of());
    this.groups =
        new Table(sql, "group_session", List.of("mc_addr"), List.of(KEYS, "mc_f_cnt_limit"));
    this.sessionCnts =
        new Table(sql, "session_cnt", List.of("eui", "frag_index"), List.of("next_cnt"));
  }

  Optional<StoredDevice> device(DeviceId device) {
    return first(
        devices.select(
            "dev_nonce, join_nonce, rj_count1",
            "WHERE eui = ?",
            row -> device(device, row),
            device.eui()));
  }

  private StoredDevice device(DeviceId device, ResultSet row) throws SQLException {
    List<Numbered> all = sessions(device);
    known.put(device.eui(), keys(all));
    return new StoredDevice(
        device,
        row.getInt("dev_nonce"),
        row.getInt("join_nonce"),
        row.getInt("rj_count1"),
        first(all.stream().filter(it -> it.offer() == 0).map(Numbered::session).toList()),
        all.stream().filter(it -> it.offer() > 0).map(Numbered::session).toList());
  }

  private List<Numbered> sessions(DeviceId device) {
    sessionKeys.flush();
    return sessions.select(
        "session.*, session_keys.keys",
        """
        JOIN session_keys ON session_keys.eui = session.eui AND session_keys.offer = session.offer
        WHERE session.eui = ? ORDER BY session.offer""",
        row -> new Numbered(row.getInt("offer"), session(device, row)),
        device.eui());
  }

  private StoredSession session(DeviceId device, ResultSet row) throws SQLException {
    byte[] opened = seal.open(place(device, row.getInt("offer")), row.getBytes(KEYS));
    SessionKeys keys =
        new SessionKeys(
            Packed.key(opened, 0),
            Packed.key(opened, 1),
            Packed.key(opened, 2),
            Packed.key(opened, 3));
    return new StoredSession(
        new DevAddr(row.getInt("dev_addr")),
        keys,
        row.getInt("v11") != 0,
        new Radio(row.getInt("rx_delay"), row.getInt("rx1_dr_offset"), row.getInt("rx2_rate")),
        row.getLong("last_f_cnt_up"),
        row.getLong("n_f_cnt_down_limit"),
        row.getLong("a_f_cnt_down_limit"),
        row.getInt("rj_count0"),
        row.getInt("ping_periodicity"));
  }

  void save(StoredDevice stored) {
    DeviceId device = stored.device();
    devices.put(device.eui(), stored.lastDevNonce(), stored.lastJoinNonce(), stored.lastRjCount1());
    Map<Integer, SessionKeys> before = known(device);
    List<Numbered> now = numbered(stored);
    for (Numbered it : now) {
      save(device, it.offer(), it.session(), before.get(it.offer()));
    }
    Map<Integer, SessionKeys> keys = keys(now);
    if (!keys.equals(before)) {
      known.put(device.eui(), keys);
      before.keySet().stream()
          .filter(offer -> !keys.containsKey(offer))
          .forEach(offer -> remove(device, offer));
    }
  }

  private Map<Integer, SessionKeys> known(DeviceId device) {
    if (!known.containsKey(device.eui())) {
      known.put(device.eui(), keys(sessions(device)));
    }
    return known.getOrDefault(device.eui(), Map.of());
  }

  private static List<Numbered> numbered(StoredDevice device) {
    List<Numbered> all = new ArrayList<>();
    device.session().ifPresent(session -> all.add(new Numbered(0, session)));
    for (StoredSession session : device.offered()) {
      int offer = all.isEmpty() ? 1 : all.get(all.size() - 1).offer() + 1;
      all.add(new Numbered(offer, session));
    }
    return all;
  }

  private static Map<Integer, SessionKeys> keys(List<Numbered> sessions) {
    return sessions.stream()
        .collect(Collectors.toUnmodifiableMap(Numbered::offer, it -> it.session().keys()));
  }

  private void save(
      DeviceId device, int offer, StoredSession session, @Nullable SessionKeys before) {
    SessionKeys keys = session.keys();
    if (!keys.equals(before)) {
      byte[] octets =
          Packed.keys(keys.fNwkSIntKey(), keys.sNwkSIntKey(), keys.nwkSEncKey(), keys.appSKey());
      sessionKeys.put(device.eui(), offer, seal.seal(place(device, offer), octets));
    }
    sessions.put(
        device.eui(),
        offer,
        session.devAddr().value(),
        session.v11() ? 1 : 0,
        session.radio().rxDelaySeconds(),
        session.radio().rx1DrOffset(),
        session.radio().rx2Rate(),
        session.lastFCntUp(),
        session.nFCntDownLimit(),
        session.aFCntDownLimit(),
        session.lastRjCount0(),
        session.pingPeriodicity());
  }

  private void remove(DeviceId device, int offer) {
    sessions.delete("eui = ? AND offer = ?", device.eui(), offer);
    sessionKeys.delete("eui = ? AND offer = ?", device.eui(), offer);
  }

  private static String place(DeviceId device, int offer) {
    return Seal.place("session_keys", KEYS, device.eui(), offer);
  }

  boolean hasDevNonce(DeviceId device, int devNonce) {
    return !devNonces
        .select("1", "WHERE eui = ? AND nonce = ?", row -> 1, device.eui(), devNonce)
        .isEmpty();
  }

  void addDevNonce(DeviceId device, int devNonce) {
    devNonces.put(device.eui(), devNonce);
  }

  Optional<StoredGroup> group(DevAddr mcAddr) {
    return first(
        groups.select("*", "WHERE mc_addr = ?", row -> group(mcAddr, row), mcAddr.value()));
  }

  private StoredGroup group(DevAddr mcAddr, ResultSet row) throws SQLException {
    byte[] opened = seal.open(place(mcAddr), row.getBytes(KEYS));
    return new StoredGroup(
        mcAddr,
        new SessionKeys(Packed.key(opened, 0), Packed.key(opened, 1)),
        row.getLong("mc_f_cnt_limit"));
  }

  void save(StoredGroup group) {
    byte[] keys = Packed.keys(group.keys().nwkSKey(), group.keys().appSKey());
    groups.put(group.mcAddr().value(), seal.seal(place(group.mcAddr()), keys), group.mcFCntLimit());
  }

  private static String place(DevAddr mcAddr) {
    return Seal.place("group_session", KEYS, mcAddr.value());
  }

  int nextSessionCnt(DeviceId device, int fragIndex) {
    return first(
            sessionCnts.select(
                "next_cnt",
                "WHERE eui = ? AND frag_index = ?",
                row -> row.getInt(1),
                device.eui(),
                fragIndex))
        .orElse(0);
  }

  void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    sessionCnts.put(device.eui(), fragIndex, next);
  }

  void flush() {
    devices.flush();
    sessions.flush();
    sessionKeys.flush();
    devNonces.flush();
    groups.flush();
    sessionCnts.flush();
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
