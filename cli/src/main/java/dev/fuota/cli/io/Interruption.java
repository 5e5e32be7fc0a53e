package dev.fuota.cli.io;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is to happen on Ctrl-C before the process ends: told to the work, which then has a moment to
 * end in order.
 */
public final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 3;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable tell) {
    this.hook =
        new Thread(
            () -> {
              tell.run();
              await();
            },
            "interruption");
  }

  /** From now on; {@code tell} runs on a thread of its own. */
  public static Interruption of(Runnable tell) {
    Interruption interruption = new Interruption(tell);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void await() {
    try {
      boolean inTime = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("fuota: it did not end in " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended. */
  public void done() {
    done.countDown();
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDown) {
      // then the hook is what called
    }
  }
}
