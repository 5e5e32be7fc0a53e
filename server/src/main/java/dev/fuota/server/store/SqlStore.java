package dev.fuota.server.store;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredDeviceRecord;
import dev.fuota.server.port.StoredFile;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Keeps everything in a database: a file of SQLite, or PostgreSQL. One process has it at a time.
 * What is saved and not committed is gone with the process.
 *
 * <p>Every method throws {@link StoreFault} when the database does not do its work. The store is of
 * no use then: all that comes after is the same fault. Nothing that depends on a commit goes on air
 * before {@link #commit} returned, so a server ends in order by leaving its loop with the fault and
 * finds, when it starts again, whatever the database kept: all of the last commit or none of it.
 */
public final class SqlStore implements SessionStore, CampaignStore, AutoCloseable {
  private final Sql sql;
  private final SessionTables sessions;
  private final CampaignTables campaigns;

  private SqlStore(Sql sql, Seal seal) {
    this.sql = sql;
    this.sessions = new SessionTables(sql, seal);
    this.campaigns = new CampaignTables(sql, seal);
  }

  /**
   * Opens a database, and brings an older one up to date.
   *
   * @param random nonces come from here: it must be one that nobody can foretell, and that never
   *     begins again
   * @throws StoreFault if it cannot be reached or is no database of ours, is newer than this
   *     server, has another master key, or another process has it
   */
  public static SqlStore open(StoreSettings settings, RandomGenerator random) {
    Sql sql =
        settings.url().startsWith(StoreSettings.POSTGRES)
            ? PostgresServer.open(settings)
            : SqliteFile.open(settings);
    return on(sql, settings.key(), random);
  }

  /** A store on a database whose tables are up to date. */
  static SqlStore on(Sql sql, MasterKey key, RandomGenerator random) {
    Seal seal = new Seal(key, random);
    try {
      new Proof(sql, seal).check();
      return new SqlStore(sql, seal);
    } catch (StoreFault fault) {
      sql.close();
      throw fault;
    }
  }

  @Override
  public Optional<StoredDevice> device(DeviceId device) {
    return sessions.device(device);
  }

  @Override
  public void save(StoredDevice device) {
    sessions.save(device);
  }

  @Override
  public boolean hasDevNonce(DeviceId device, int devNonce) {
    return sessions.hasDevNonce(device, devNonce);
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    sessions.addDevNonce(device, devNonce);
  }

  @Override
  public Optional<StoredGroup> group(DevAddr mcAddr) {
    return sessions.group(mcAddr);
  }

  @Override
  public void save(StoredGroup group) {
    sessions.save(group);
  }

  @Override
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    return sessions.nextSessionCnt(device, fragIndex);
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    sessions.saveNextSessionCnt(device, fragIndex, next);
  }

  @Override
  public List<StoredCampaign> campaigns() {
    return campaigns.campaigns();
  }

  @Override
  public void save(StoredCampaign campaign) {
    campaigns.save(campaign);
  }

  @Override
  public long nextCampaignId() {
    return campaigns.nextCampaignId();
  }

  @Override
  public List<StoredPart> parts(long campaign) {
    return campaigns.parts(campaign);
  }

  @Override
  public void save(StoredPart part) {
    campaigns.save(part);
  }

  @Override
  public void saveParticipant(long campaign, int part, DeviceId device, String state) {
    campaigns.saveParticipant(campaign, part, device, state);
  }

  @Override
  public Map<DeviceId, String> participants(long campaign, int part) {
    return campaigns.participants(campaign, part);
  }

  @Override
  public List<StoredDeviceRecord> registry() {
    return campaigns.registry();
  }

  @Override
  public void save(StoredDeviceRecord device) {
    campaigns.save(device);
  }

  @Override
  public void remove(DeviceId device) {
    campaigns.remove(device);
  }

  @Override
  public List<StoredFile.Entry> files() {
    return campaigns.files();
  }

  @Override
  public Optional<StoredFile> file(String sha256) {
    return campaigns.file(sha256);
  }

  @Override
  public void save(StoredFile file) {
    campaigns.save(file);
  }

  @Override
  public List<StoredMulticastGroup> groups() {
    return campaigns.groups();
  }

  @Override
  public void save(StoredMulticastGroup group) {
    campaigns.save(group);
  }

  @Override
  public Map<String, Set<DeviceId>> deviceSets() {
    return campaigns.deviceSets();
  }

  @Override
  public void saveDeviceSet(String name, Set<DeviceId> devices) {
    campaigns.saveDeviceSet(name, devices);
  }

  @Override
  public void removeDeviceSet(String name) {
    campaigns.removeDeviceSet(name);
  }

  @Override
  public void commit() {
    sessions.flush();
    campaigns.flush();
    sql.commit();
  }

  /** Gives the database back; what was not committed is not in it. */
  @Override
  public void close() {
    sql.close();
  }
}
