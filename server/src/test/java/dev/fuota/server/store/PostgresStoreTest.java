package dev.fuota.server.store;

import java.nio.file.Path;

class PostgresStoreTest extends SqlStoreContract {
  private final TestPostgres server = TestPostgres.shared();
  private final String name = server.database();

  @Override
  StoreSettings fresh(Path empty) {
    return server.settings(name, empty);
  }

  @Override
  void change(StoreSettings database, String sql) {
    server.run(name, sql.replace("${true}", "TRUE"));
  }
}
