package dev.fuota.junit;

import dev.fuota.fleet.result.FleetResult;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The one thread that a fleet in real time lives on. What it reaches, others wait for here. */
final class LiveThread implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;

  /** What nanoseconds can count. */
  static final Duration FOREVER = Duration.ofDays(36_500);

  private final Live live;
  private final Thread thread;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private FleetResult latest;
  private @Nullable Throwable failure;
  private boolean over;

  /** Begins at once. */
  LiveThread(Live live) {
    this.live = live;
    this.latest = live.result();
    this.thread = new Thread(this::live, "fuota-fleet");
    thread.setDaemon(true); // a test that is killed must not keep its process
    thread.start();
  }

  private void live() {
    try (live) {
      FleetResult last = live.run(() -> tell(live.result(), false));
      tell(last, true);
    } catch (RuntimeException | Error broken) {
      over(broken);
    }
  }

  private void tell(FleetResult now, boolean ended) {
    lock.lock();
    try {
      latest = now;
      over |= ended;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void over(Throwable broken) {
    lock.lock();
    try {
      failure = broken;
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What became of the devices, as it was at the last look. */
  FleetResult latest() {
    lock.lock();
    try {
      return known();
    } finally {
      lock.unlock();
    }
  }

  private FleetResult known() {
    if (failure != null) {
      throw new IllegalStateException("the fleet broke down: " + failure, failure);
    }
    return latest;
  }

  /** Whether the run came to its end. */
  boolean over() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until {@code reached}, the end of the run, or for {@code longest}.
   *
   * @return whether it is so
   * @throws InterruptedException if the test is told to end
   */
  boolean await(Predicate<FleetResult> reached, Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = (longest.compareTo(FOREVER) < 0 ? longest : FOREVER).toNanos();
      while (!reached.test(known()) && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      return reached.test(known());
    } finally {
      lock.unlock();
    }
  }

  /** Stops the fleet and waits for the end of its thread. */
  @Override
  public void close() {
    live.stop();
    boolean interrupted = Thread.interrupted(); // the fleet is taken down whatever happens
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException("the fleet did not stop in " + PATIENCE_MILLIS + " ms");
    }
  }
}
