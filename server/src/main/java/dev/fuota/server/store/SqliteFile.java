package dev.fuota.server.store;

import dev.fuota.hal.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A file of SQLite with a write-ahead log, so that a commit is one write at the end of a file,
 * synchronised with the disk. One process has the file at a time. It is made for its owner's eyes
 * only if it is not there.
 */
final class SqliteFile {
  private static final int BUSY_MILLIS = 1000;

  private SqliteFile() {}

  static Sql open(StoreSettings settings) {
    Path file = StoreSettings.sqliteFile(settings.url());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(settings.url());
    try {
      OwnerOnly.create(file);
      Schema.migrate(source, file.toString(), "BLOB");
      config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
      source.setConfig(config);
      Connection connection = source.getConnection();
      try {
        lock(connection);
        connection.setAutoCommit(false);
        return new Sql(connection, file.toString());
      } catch (SQLException problem) {
        connection.close();
        throw problem;
      }
    } catch (IOException | SQLException problem) {
      throw Faults.of(file.toString(), problem);
    }
  }

  /** The lock is taken by the first write, and kept. */
  private static void lock(Connection connection) throws SQLException {
    try (Statement write = connection.createStatement()) {
      write.executeUpdate("DELETE FROM master_key WHERE 0");
    }
  }
}
