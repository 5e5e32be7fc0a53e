package dev.fuota.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of PostgreSQL. One process has it at a time: the one whose session has the advisory
 * lock, which the database server takes back when the session ends, however it ends. So the
 * connection must be a session of its own, not one that a pool lends for each transaction.
 */
final class PostgresServer {
  /** "fuota" in ASCII. */
  private static final long LOCK = 0x66756f7461L;

  /** How long a process that was killed may take to be noticed. */
  private static final String LOCK_TIMEOUT = "3s";

  /** A database server that says nothing for so long is away, in seconds. */
  private static final int SILENCE_MAX = 60;

  private PostgresServer() {}

  static Sql open(StoreSettings settings) {
    String where = place(settings.url());
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(settings.url());
      settings.user().ifPresent(source::setUser);
      settings.password().ifPresent(source::setPassword);
      source.setApplicationName("fuota");
      source.setReWriteBatchedInserts(true);
      source.setTcpKeepAlive(true);
      source.setSocketTimeout(SILENCE_MAX);
      Connection connection = source.getConnection();
      try {
        prepare(connection);
        Schema.migrate(source, where, "BYTEA");
        connection.setAutoCommit(false);
        return new Sql(connection, where);
      } catch (SQLException | StoreFault problem) {
        connection.close();
        throw problem;
      }
    } catch (SQLException | IllegalArgumentException problem) {
      throw Faults.of(where, problem);
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = on");
      statement.execute("SET lock_timeout = '" + LOCK_TIMEOUT + "'");
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      statement.execute("SET lock_timeout = 0");
    }
  }

  /** The address without what follows the database's name. */
  private static String place(String url) {
    int end = url.indexOf('?');
    return url.substring("jdbc:".length(), end < 0 ? url.length() : end);
  }
}
