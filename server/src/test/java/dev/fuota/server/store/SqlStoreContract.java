package dev.fuota.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDeviceRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every store with a database. */
abstract class SqlStoreContract extends StoreContract {
  final RandomGenerator random = new SplittableRandom(3);

  @TempDir Path folder;

  private StoreSettings settings;
  private SqlStore store;

  /** Settings of an empty database. */
  abstract StoreSettings fresh(Path empty);

  /** Changes the database behind the store's back, while it is closed. */
  abstract void change(StoreSettings database, String sql) throws Exception;

  @BeforeEach
  final void open() {
    settings = fresh(folder);
    store = SqlStore.open(settings, random);
  }

  @AfterEach
  final void close() {
    store.close();
  }

  @Override
  final SessionStore sessions() {
    return store;
  }

  @Override
  final CampaignStore campaigns() {
    return store;
  }

  @Override
  final void restart() {
    store.commit();
    store.close();
    store = SqlStore.open(settings, random);
  }

  @Test
  void whatWasNotCommittedIsGone() {
    DeviceId one = new DeviceId(1);
    store.saveParticipant(1, 0, one, "kept");
    store.commit();
    store.commit();
    store.saveParticipant(1, 0, one, "lost");
    assertThat(store.participants(1, 0)).containsEntry(one, "lost");
    store.close();
    store = SqlStore.open(settings, random);
    assertThat(store.participants(1, 0)).containsEntry(one, "kept");
  }

  @Test
  void aSecondServerIsTurnedAway() {
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("another process has it");
    store.saveParticipant(1, 0, new DeviceId(1), "the first one goes on");
    restart();
    assertThat(store.participants(1, 0)).hasSize(1);
  }

  @Test
  void anotherMasterKeyOpensNothing() {
    store.close();
    MasterKey other = MasterKey.create(folder.resolve("other.key"), random);
    StoreSettings wrong =
        new StoreSettings(settings.url(), settings.user(), settings.passwordFile(), other);
    assertThatThrownBy(() -> SqlStore.open(wrong, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("another master key");
    store = SqlStore.open(settings, random);
  }

  @Test
  void aDatabaseOfANewerServerIsLeftAlone() throws Exception {
    store.close();
    change(
        settings,
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        VALUES (9, '7', 'later', 'SQL', 'V7__later.sql', 1, 'x', 1, ${true})""");
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("a newer server has had it (version 7");
    change(settings, "DELETE FROM flyway_schema_history WHERE version = '7'");
    store = SqlStore.open(settings, random);
  }

  @Test
  void tablesOfAnotherMakeAreLeftAlone() throws Exception {
    store.close();
    change(settings, "UPDATE flyway_schema_history SET checksum = 5 WHERE version = '1'");
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("of another make");
  }

  /** Who can write in the database cannot give one device the keys of another. */
  @Test
  void sealedKeysOpenInTheirRowOnly() throws Exception {
    campaigns().save(record(1));
    campaigns().save(record(2));
    restart();
    assertThat(store.registry()).containsExactly(record(1), record(2));
    store.close();
    change(
        settings,
        "UPDATE registered SET keys = (SELECT keys FROM registered WHERE eui = 1) WHERE eui = 2");
    store = SqlStore.open(settings, random);
    assertThatThrownBy(store::registry)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("registered/keys/2");
  }

  private static StoredDeviceRecord record(int eui) {
    return new StoredDeviceRecord(
        new DeviceId(eui), "{}", Map.of("nwkKey", AesKey.fromHex("0".repeat(31) + eui)));
  }
}
