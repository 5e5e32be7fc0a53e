package dev.fuota.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.server.port.DeviceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a database server, said in a sentence. */
class PostgresFaultsTest {
  private static final DeviceId ONE = new DeviceId(1);

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(9);

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    TestPostgres server = TestPostgres.shared();
    StoreSettings settings = server.settings(server.database(), folder, "open sesame");
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("user name or password is wrong")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void aDatabaseThatIsNotThereIsSaid() {
    StoreSettings settings = TestPostgres.shared().settings("nowhere", folder);
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("there is no such database");
  }

  @Test
  void aConnectionThatIsCutEndsTheStore() {
    TestPostgres server = TestPostgres.shared();
    String name = server.database();
    StoreSettings settings = server.settings(name, folder);
    try (SqlStore store = SqlStore.open(settings, random)) {
      store.saveParticipant(1, 0, ONE, "kept");
      store.commit();
      store.saveParticipant(1, 0, ONE, "lost");
      assertThat(store.participants(1, 0)).isEqualTo(Map.of(ONE, "lost"));
      server.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
      assertThatThrownBy(store::commit)
          .isInstanceOf(StoreFault.class)
          .hasMessageMatching("(?s).*the database server is (away|going away).*");
      assertThatThrownBy(() -> store.hasDevNonce(ONE, 1)).isInstanceOf(StoreFault.class);
    }
    try (SqlStore store = SqlStore.open(settings, random)) {
      assertThat(store.participants(1, 0)).isEqualTo(Map.of(ONE, "kept"));
    }
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    TestPostgres server = new TestPostgres();
    StoreSettings settings = server.settings(server.database(), folder);
    try (SqlStore store = SqlStore.open(settings, random)) {
      store.saveParticipant(1, 0, ONE, "lost");
      server.stop();
      assertThatThrownBy(store::commit)
          .isInstanceOf(StoreFault.class)
          .hasMessageContaining("the database server is");
    }
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("the database server is away");
  }

  @Test
  void aUserWithoutRightsIsSaid() {
    TestPostgres server = TestPostgres.shared();
    String name = server.database();
    server.run("ALTER DATABASE " + name + " OWNER TO postgres");
    StoreSettings settings = server.settings(name, folder);
    assertThatThrownBy(() -> SqlStore.open(settings, random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("the user lacks rights");
  }

  @Test
  void aDatabaseThatCannotBeWrittenIsSaid() {
    TestPostgres server = TestPostgres.shared();
    String name = server.database();
    StoreSettings settings = server.settings(name, folder);
    SqlStore.open(settings, random).close();
    server.run("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    assertThatThrownBy(
            () -> {
              try (SqlStore store = SqlStore.open(settings, random)) {
                store.saveParticipant(1, 0, ONE, "lost");
                store.commit();
              }
            })
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("cannot be written");
  }
}
