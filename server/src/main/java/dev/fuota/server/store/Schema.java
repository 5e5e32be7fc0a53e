package dev.fuota.server.store;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The tables, brought up to date. Both databases have the same migrations. */
final class Schema {
  private static final String MIGRATIONS = "classpath:dev/fuota/server/store";

  private Schema() {}

  /**
   * Makes the tables, or changes older ones.
   *
   * @param where the database's name in sentences
   * @param blob its type for octets
   * @throws StoreFault if they are newer, or not ours, or cannot be made
   */
  static void migrate(DataSource source, String where, String blob) {
    try {
      Flyway flyway =
          Flyway.configure()
              .loggers(Silence.class.getName())
              .dataSource(source)
              .locations(MIGRATIONS)
              .placeholders(Map.of("blob", blob))
              .load();
      refuseNewer(flyway.info().all(), where);
      flyway.migrate();
    } catch (FlywayValidateException other) {
      throw new StoreFault(where + ": its tables are of another make than this server's", other);
    } catch (FlywayException problem) {
      if (CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE == problem.getErrorCode()) {
        throw new StoreFault(where + ": it is the database of something else", problem);
      }
      throw Faults.of(where, problem);
    }
  }

  private static void refuseNewer(MigrationInfo[] all, String where) {
    Arrays.stream(all)
        .filter(it -> it.getState().isApplied() && !it.getState().isResolved())
        .findFirst()
        .ifPresent(
            newer -> {
              throw new StoreFault(
                  where
                      + ": a newer server has had it (version "
                      + newer.getVersion()
                      + " of its tables); this one would not understand all of it");
            });
  }
}
