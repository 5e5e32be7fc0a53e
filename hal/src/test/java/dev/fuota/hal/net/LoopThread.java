package dev.fuota.hal.net;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A loop on a thread of its own, for tests with real sockets. */
final class LoopThread implements AutoCloseable {
  final EventLoop loop = new EventLoop(System::nanoTime, Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(loop::run, "loop");

  LoopThread() {
    thread.setUncaughtExceptionHandler((where, what) -> failure.set(what));
    thread.start();
  }

  /** The answer of {@code question}, asked on the loop's thread. */
  <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.post(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException thrown) {
            answer.completeExceptionally(thrown);
          }
        });
    return answer.join();
  }

  void run(Runnable action) {
    ask(
        () -> {
          action.run();
          return true;
        });
  }

  long threadId() {
    return thread.getId();
  }

  @Override
  public void close() {
    loop.stop();
    join();
    loop.close();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError("the loop ended", thrown);
    }
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
