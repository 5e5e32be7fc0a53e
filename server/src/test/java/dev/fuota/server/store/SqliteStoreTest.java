package dev.fuota.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

class SqliteStoreTest extends SqlStoreContract {

  @Override
  StoreSettings fresh(Path empty) {
    return StoreSettings.sqlite(empty.resolve("state.db"), random);
  }

  @Override
  void change(StoreSettings database, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace("${true}", "1"));
    }
  }
}
