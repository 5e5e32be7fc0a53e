package dev.fuota.server.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What drivers complain about, in sentences. */
final class Faults {
  private static final int PRIMARY_CODE = 0xff;

  /** By the primary result codes of SQLite. */
  private static final Map<Integer, String> SQLITE =
      Map.of(
          SQLiteErrorCode.SQLITE_BUSY.code, "another process has it",
          SQLiteErrorCode.SQLITE_LOCKED.code, "another process has it",
          SQLiteErrorCode.SQLITE_FULL.code, "the disk is full",
          SQLiteErrorCode.SQLITE_READONLY.code, "it cannot be written",
          SQLiteErrorCode.SQLITE_PERM.code, "it cannot be written",
          SQLiteErrorCode.SQLITE_CANTOPEN.code, "it cannot be opened",
          SQLiteErrorCode.SQLITE_NOTADB.code, "it is no database",
          SQLiteErrorCode.SQLITE_CORRUPT.code, "it is damaged",
          SQLiteErrorCode.SQLITE_IOERR.code, "the disk does not do as it is told");

  /** By SQLSTATE, whole or its class, as PostgreSQL has them. */
  private static final Map<String, String> POSTGRES =
      Map.ofEntries(
          Map.entry("28P01", "user name or password is wrong"),
          Map.entry("28000", "the user may not come in"),
          Map.entry("08", "the database server is away"),
          Map.entry("57P", "the database server is going away"),
          Map.entry("3D000", "there is no such database"),
          Map.entry("42501", "the user lacks rights"),
          Map.entry("25006", "it cannot be written"),
          Map.entry("53100", "the disk is full"),
          Map.entry("55P03", "another process has it"));

  private Faults() {}

  /** A fault that says where, what, and in parentheses what the driver said. */
  static StoreFault of(String where, Throwable problem) {
    if (problem instanceof StoreFault fault) {
      return fault;
    }
    Throwable deepest = cause(problem);
    String driver = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    String text =
        sentence(deepest)
            .map(known -> known + " (" + driver + ")")
            .orElse(driver.isEmpty() ? deepest.toString() : driver);
    return new StoreFault(where + ": " + text, problem);
  }

  /** The driver's exception inside of whatever the migrator made of it. */
  private static Throwable cause(Throwable problem) {
    Throwable deepest = problem;
    for (Throwable it = problem; it != null; it = it.getCause()) {
      if (it instanceof SQLException) {
        deepest = it;
      }
    }
    return deepest;
  }

  private static Optional<String> sentence(Throwable problem) {
    if (problem instanceof SQLiteException lite) {
      return Optional.ofNullable(SQLITE.get(lite.getResultCode().code & PRIMARY_CODE));
    }
    return problem instanceof SQLException sql ? byState(sql.getSQLState()) : Optional.empty();
  }

  private static Optional<String> byState(@Nullable String state) {
    if (state == null || state.length() < 5) {
      return Optional.empty();
    }
    return Optional.ofNullable(POSTGRES.get(state))
        .or(() -> Optional.ofNullable(POSTGRES.get(state.substring(0, 3))))
        .or(() -> Optional.ofNullable(POSTGRES.get(state.substring(0, 2))));
  }
}
