package dev.fuota.cluster;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What is to happen on Ctrl-C or a polite kill; the process then waits a little for its end. */
final class Ending implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 15;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean asked;

  private Ending(BooleanSupplier end) {
    this.hook =
        new Thread(
            () -> {
              asked = true;
              if (end.getAsBoolean()) {
                await();
              }
            },
            "ending");
  }

  /**
   * From now on.
   *
   * @param end whether there is something to wait for
   */
  static Ending of(BooleanSupplier end) {
    Ending ending = new Ending(end);
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  boolean isAsked() {
    return asked;
  }

  private void await() {
    try {
      boolean inTime = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("fuota-cluster: it did not end in " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended. */
  @Override
  public void close() {
    done.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException goingDown) {
        // then the hook is what called
      }
    }
  }
}
