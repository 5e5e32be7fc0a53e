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

  /** Makes the file, brings its tables up to date, and takes it. */
  static Sql open(StoreSettings settings) {
    Path file = StoreSettings.sqliteFile(settings.url());
    try {
      OwnerOnly.create(file);
    } catch (IOException problem) {
      throw Faults.of(file.toString(), problem);
    }
    Schema.migrate(source(settings, config()), file.toString(), "BLOB");
    return take(settings);
  }

  /** Takes a file whose tables are up to date. */
  static Sql take(StoreSettings settings) {
    String where = StoreSettings.sqliteFile(settings.url()).toString();
    SQLiteConfig config = config();
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    try {
      Connection connection = source(settings, config).getConnection();
      try {
        lock(connection);
        connection.setAutoCommit(false);
        return new Sql(connection, where);
      } catch (SQLException problem) {
        connection.close();
        throw problem;
      }
    } catch (SQLException problem) {
      throw Faults.of(where, problem);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static SQLiteDataSource source(StoreSettings settings, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(settings.url());
    return source;
  }

  /** The lock is taken by the first write, and kept. */
  private static void lock(Connection connection) throws SQLException {
    try (Statement write = connection.createStatement()) {
      write.executeUpdate("DELETE FROM master_key WHERE 0");
    }
  }
}
