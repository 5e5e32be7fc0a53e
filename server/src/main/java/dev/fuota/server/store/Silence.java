package dev.fuota.server.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * What goes wrong with a migration is thrown; what goes well is nobody's business.
 *
 * <p>Public because the migrator makes it by its name.
 */
public final class Silence implements Log, LogCreator {
  @Override
  public Log createLogger(Class<?> asker) {
    return this;
  }

  @Override
  public void debug(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}

  @Override
  public void error(String message) {}

  @Override
  public void error(String message, Exception problem) {}

  @Override
  public void notice(String message) {}
}
