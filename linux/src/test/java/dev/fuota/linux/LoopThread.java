package dev.fuota.linux;

import dev.fuota.hal.net.EventLoop;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A loop in real time on a thread of its own, and a way for a test to work on it. */
public final class LoopThread implements AutoCloseable {
  public final EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH);
  private final Thread thread = new Thread(loop::run, "loop");

  public LoopThread() {
    thread.start();
  }

  /** Does it on the loop, and waits for what comes of it. */
  public <T> T on(Callable<T> work) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.post(
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(10, TimeUnit.SECONDS);
  }

  public void on(Runnable work) throws Exception {
    on(
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    loop.close();
  }
}
