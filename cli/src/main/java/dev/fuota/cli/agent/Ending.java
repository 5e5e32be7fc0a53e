package dev.fuota.cli.agent;

import dev.fuota.cli.console.Exit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An end that is asked for by SIGTERM or SIGINT: the work is told, has a moment to end in order,
 * and then the process ends with 0, as services do.
 */
final class Ending implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 1800;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  /** From now on; {@code tell} runs on a thread of its own. */
  Ending(Runnable tell) {
    this.hook =
        new Thread(
            () -> {
              tell.run();
              Runtime.getRuntime().halt(inTime() ? Exit.DONE : Exit.FAILED);
            },
            "ending");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private boolean inTime() {
    try {
      return done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The work has ended, all is kept. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDown) {
      done.countDown();
    }
  }
}
