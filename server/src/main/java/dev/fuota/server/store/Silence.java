package dev.fuota.server.store;

import org.flywaydb.core.api.logging.Log;

/** What goes wrong with a migration is thrown; what goes well is nobody's business. */
final class Silence implements Log {
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
