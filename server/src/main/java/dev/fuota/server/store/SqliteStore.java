package dev.fuota.server.store;

import dev.fuota.hal.file.OwnerOnly;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.port.StoredSession.Radio;
import dev.fuota.server.port.StoredUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Keeps sessions in a data base file of SQLite, with a write-ahead log, so that a commit is one
 * write at the end of a file, synchronised with the disk. One process has the file at a time. What
 * is saved and not committed is gone with the process.
 */
public final class SqliteStore implements SessionStore, AutoCloseable {
  private static final String MIGRATIONS = "classpath:dev/fuota/server/store";
  private static final int SESSION_COLUMNS = 15;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private boolean dirty;

  private SqliteStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a file, makes it for its owner's eyes only if it is not there, and brings an older one up
   * to date.
   *
   * @throws StoreFault if it is no such file, or another process has it
   */
  public static SqliteStore open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try {
      OwnerOnly.create(file);
      Flyway.configure()
          .loggers(Silence.class.getName())
          .dataSource(source)
          .locations(MIGRATIONS)
          .load()
          .migrate();
      config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
      source.setConfig(config);
      Connection connection = source.getConnection();
      connection.setAutoCommit(false);
      SqliteStore store = new SqliteStore(connection);
      store.lock();
      return store;
    } catch (IOException | SQLException | RuntimeException problem) {
      throw new StoreFault(file + ": " + problem.getMessage(), problem);
    }
  }

  /** The lock is taken by the first write. */
  private void lock() throws SQLException {
    try (PreparedStatement write = connection.prepareStatement("DELETE FROM device WHERE 0")) {
      write.executeUpdate();
      connection.commit();
    }
  }

  /** What is done with a statement. */
  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Work<T> work) {
    try {
      PreparedStatement statement = statements.get(sql);
      if (statement == null) {
        statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
      }
      return work.with(statement);
    } catch (SQLException problem) {
      throw new StoreFault(String.valueOf(problem.getMessage()), problem);
    }
  }

  private void write(String sql, Object... values) {
    dirty = true;
    run(
        sql,
        statement -> {
          for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
          }
          return statement.executeUpdate();
        });
  }

  /** Reads at most one row. */
  private <T> Optional<T> read(String sql, long key, Row<T> row) {
    return run(
        sql,
        statement -> {
          statement.setLong(1, key);
          try (ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(row.read(found)) : Optional.empty();
          }
        });
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @Override
  public Optional<StoredDevice> device(DeviceId device) {
    return read(
        "SELECT * FROM device WHERE eui = ?",
        device.eui(),
        row ->
            new StoredDevice(
                device,
                row.getInt("dev_nonce"),
                row.getInt("join_nonce"),
                row.getInt("rj_count1"),
                read(
                    "SELECT * FROM session WHERE offer = 0 AND eui = ?",
                    device.eui(),
                    SqliteStore::session),
                offered(device)));
  }

  private List<StoredSession> offered(DeviceId device) {
    return run(
        "SELECT * FROM session WHERE offer > 0 AND eui = ? ORDER BY offer",
        statement -> {
          statement.setLong(1, device.eui());
          List<StoredSession> sessions = new ArrayList<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              sessions.add(session(found));
            }
          }
          return sessions;
        });
  }

  private static StoredSession session(ResultSet row) throws SQLException {
    SessionKeys keys =
        new SessionKeys(
            key(row, "f_nwk_s_int_key"),
            key(row, "s_nwk_s_int_key"),
            key(row, "nwk_s_enc_key"),
            key(row, "app_s_key"));
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

  private static AesKey key(ResultSet row, String column) throws SQLException {
    return AesKey.of(Bytes.of(row.getBytes(column)));
  }

  @Override
  public void save(StoredDevice device) {
    write(
        "INSERT OR REPLACE INTO device VALUES (?, ?, ?, ?)",
        device.device().eui(),
        device.lastDevNonce(),
        device.lastJoinNonce(),
        device.lastRjCount1());
    DeviceId id = device.device();
    device.session().ifPresent(session -> save(id, 0, session));
    int offers = device.offered().size();
    write("DELETE FROM session WHERE eui = ? AND offer > ?", id.eui(), offers);
    for (int i = 0; i < offers; i++) {
      save(id, i + 1, device.offered().get(i));
    }
  }

  private void save(DeviceId device, int offer, StoredSession session) {
    write(
        "INSERT OR REPLACE INTO session VALUES (?" + ", ?".repeat(SESSION_COLUMNS) + ")",
        device.eui(),
        offer,
        session.devAddr().value(),
        octets(session.keys().fNwkSIntKey()),
        octets(session.keys().sNwkSIntKey()),
        octets(session.keys().nwkSEncKey()),
        octets(session.keys().appSKey()),
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

  private static byte[] octets(AesKey key) {
    return key.bytes().toArray();
  }

  @Override
  public boolean hasDevNonce(DeviceId device, int devNonce) {
    return run(
        "SELECT 1 FROM dev_nonce WHERE eui = ? AND nonce = ?",
        statement -> {
          statement.setLong(1, device.eui());
          statement.setInt(2, devNonce);
          try (ResultSet found = statement.executeQuery()) {
            return found.next();
          }
        });
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    write("INSERT OR IGNORE INTO dev_nonce VALUES (?, ?)", device.eui(), devNonce);
  }

  @Override
  public Optional<StoredGroup> group(DevAddr mcAddr) {
    return read(
        "SELECT * FROM mc_group WHERE mc_addr = ?",
        mcAddr.value(),
        row ->
            new StoredGroup(
                mcAddr,
                new SessionKeys(key(row, "mc_nwk_s_key"), key(row, "mc_app_s_key")),
                row.getLong("mc_f_cnt_limit")));
  }

  @Override
  public void save(StoredGroup group) {
    write(
        "INSERT OR REPLACE INTO mc_group VALUES (?, ?, ?, ?)",
        group.mcAddr().value(),
        octets(group.keys().nwkSKey()),
        octets(group.keys().appSKey()),
        group.mcFCntLimit());
  }

  @Override
  public Optional<StoredUpdate> campaign() {
    return read(
        "SELECT * FROM campaign WHERE id = ?",
        1,
        row ->
            new StoredUpdate(
                Bytes.of(row.getBytes("firmware")),
                new DevAddr(row.getInt("mc_addr")),
                key(row, "mc_key"),
                updated()));
  }

  private Set<DeviceId> updated() {
    return run(
        "SELECT eui FROM updated",
        statement -> {
          Set<DeviceId> devices = new HashSet<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              devices.add(new DeviceId(found.getLong("eui")));
            }
          }
          return devices;
        });
  }

  @Override
  public void save(StoredUpdate campaign) {
    write(
        "INSERT OR REPLACE INTO campaign VALUES (1, ?, ?, ?)",
        campaign.firmware().toArray(),
        campaign.mcAddr().value(),
        octets(campaign.mcKey()));
    write("DELETE FROM updated");
    campaign.updated().forEach(device -> write("INSERT INTO updated VALUES (?)", device.eui()));
  }

  @Override
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    return run(
        "SELECT next FROM session_cnt WHERE eui = ? AND frag_index = ?",
        statement -> {
          statement.setLong(1, device.eui());
          statement.setInt(2, fragIndex);
          try (ResultSet found = statement.executeQuery()) {
            return found.next() ? found.getInt("next") : 0;
          }
        });
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    write("INSERT OR REPLACE INTO session_cnt VALUES (?, ?, ?)", device.eui(), fragIndex, next);
  }

  @Override
  public void commit() {
    if (!dirty) {
      return;
    }
    try {
      connection.commit();
      dirty = false;
    } catch (SQLException problem) {
      throw new StoreFault(String.valueOf(problem.getMessage()), problem);
    }
  }

  /** Gives the file back; what was not committed is not in it. */
  @Override
  public void close() {
    try {
      connection.rollback();
      connection.close();
    } catch (SQLException problem) {
      throw new StoreFault(String.valueOf(problem.getMessage()), problem);
    }
  }
}
