package dev.fuota.cli.server;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.store.MemoryStore;
import dev.fuota.server.store.SqlStore;
import dev.fuota.server.store.StoreFault;
import dev.fuota.server.store.StoreSettings;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Where the server keeps what it must not forget: both are of one database, or of none.
 *
 * @param database to be closed at the end
 */
record ServerStores(SessionStore sessions, CampaignStore campaigns, Optional<SqlStore> database)
    implements AutoCloseable {

  /**
   * Opens the database, if there is one.
   *
   * @throws InputProblem if it cannot be used
   */
  static ServerStores open(Optional<ServerSettings.Database> choice) {
    if (choice.isEmpty()) {
      MemoryStore memory = new MemoryStore();
      return new ServerStores(memory, memory, Optional.empty());
    }
    ServerSettings.Database it = choice.get();
    SecureRandom random = new SecureRandom();
    try {
      StoreSettings settings =
          StoreSettings.of(it.place(), it.user(), it.passwordFile(), it.masterKey(), random);
      SqlStore store = SqlStore.open(settings, random);
      return new ServerStores(store, store, Optional.of(store));
    } catch (StoreFault fault) {
      throw new InputProblem("DATABASE_UNUSABLE", String.valueOf(fault.getMessage()));
    }
  }

  @Override
  public void close() {
    database.ifPresent(SqlStore::close);
  }
}
