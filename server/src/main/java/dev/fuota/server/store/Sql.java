package dev.fuota.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection, its prepared statements and its one open transaction.
 *
 * <p>The first fault is the last: part of a transaction may be lost with it, so nothing is written,
 * read or committed afterwards, and each try says the first fault again.
 */
final class Sql implements AutoCloseable {
  private final Connection connection;
  private final String where;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private Optional<StoreFault> broken = Optional.empty();
  private boolean dirty;

  /** A connection without auto-commit, and what to call the database in sentences. */
  Sql(Connection connection, String where) {
    this.connection = connection;
    this.where = where;
  }

  /** One row of a result. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T guarded(Work<T> work) {
    if (broken.isPresent()) {
      throw new StoreFault(String.valueOf(broken.get().getMessage()), broken.get());
    }
    try {
      return work.run();
    } catch (SQLException problem) {
      StoreFault fault = Faults.of(where, problem);
      broken = Optional.of(fault);
      throw fault;
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof String text ? Texts.storable(text) : value);
    }
  }

  /** All rows of a query. */
  <T> List<T> select(String sql, Row<T> row, Object... values) {
    return guarded(
        () -> {
          PreparedStatement statement = statement(sql);
          bind(statement, values);
          List<T> rows = new ArrayList<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              rows.add(row.read(found));
            }
          }
          return rows;
        });
  }

  /** Runs a statement once. */
  void write(String sql, Object... values) {
    writeAll(sql, List.<Object[]>of(values));
  }

  /** Runs a statement once for each of {@code rows}, in one go. */
  void writeAll(String sql, Collection<Object[]> rows) {
    dirty = true;
    guarded(
        () -> {
          PreparedStatement statement = statement(sql);
          for (Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Returns when all that was written is durable; costs nothing if nothing was. */
  void commit() {
    guarded(
        () -> {
          if (dirty) {
            connection.commit();
            dirty = false;
          }
          return Boolean.TRUE;
        });
  }

  /** Gives the connection back; what was not committed is not in the database. */
  @Override
  public void close() {
    try (Connection closed = connection) {
      if (broken.isEmpty() && !closed.isClosed()) {
        closed.rollback();
      }
    } catch (SQLException problem) {
      throw Faults.of(where, problem);
    }
  }
}
