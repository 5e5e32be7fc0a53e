package dev.fuota.server.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table of the database. Rows that are put wait in memory, a later one in the place of an
 * earlier one with the same key, until somebody reads the table, or commits, or they are many.
 */
final class Table {
  private static final int WAITING_MAX = 1000;

  private final Sql sql;
  private final String name;
  private final int keyColumns;
  private final String upsert;
  private final Map<List<Object>, Object[]> waiting = new LinkedHashMap<>();

  /** A table with these columns, first those of its primary key. */
  Table(Sql sql, String name, List<String> key, List<String> values) {
    this.sql = sql;
    this.name = name;
    this.keyColumns = key.size();
    List<String> all = Stream.concat(key.stream(), values.stream()).toList();
    String change =
        values.isEmpty()
            ? "NOTHING"
            : values.stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ", "UPDATE SET ", ""));
    this.upsert =
        "INSERT INTO %s (%s) VALUES (?%s) ON CONFLICT (%s) DO %s"
            .formatted(
                name,
                String.join(", ", all),
                ", ?".repeat(all.size() - 1),
                String.join(", ", key),
                change);
  }

  /** Puts a row in, in place of the one with its key; values are in the order of the columns. */
  void put(Object... row) {
    waiting.put(key(row), row);
    if (waiting.size() >= WAITING_MAX) {
      flush();
    }
  }

  private List<Object> key(Object... row) {
    return Arrays.stream(row, 0, keyColumns)
        .map(value -> value instanceof String text ? Texts.storable(text) : value)
        .toList();
  }

  /** Deletes the rows for which {@code condition} is true. */
  void delete(String condition, Object... values) {
    flush();
    sql.write("DELETE FROM " + name + " WHERE " + condition, values);
  }

  /** Selects columns of some rows; {@code rest} is what follows the table's name. */
  <T> List<T> select(String columns, String rest, Sql.Row<T> row, Object... values) {
    flush();
    return sql.select("SELECT " + columns + " FROM " + name + " " + rest, row, values);
  }

  /** Gives the database what waits. */
  void flush() {
    if (!waiting.isEmpty()) {
      sql.writeAll(upsert, waiting.values());
      waiting.clear();
    }
  }
}
