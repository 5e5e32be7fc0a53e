package dev.fuota.hal.net;

import dev.fuota.hal.time.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread that waits for sockets, timers and what other threads hand over.
 *
 * <p>A turn does what was posted, runs the timers that are due, and lets every ready channel work
 * once; a channel does a bounded amount of work in a turn and is asked again in the next, so that
 * timers are never starved by traffic. With nothing to do the loop sleeps in the selector, whose
 * grain is a millisecond. A timer nearer than that is waited for in naps of half the way, with a
 * look at the sockets in between: exact enough to pace frames, without a core burnt.
 *
 * <p>Everything but {@link #post}, {@link #stop} and {@link #nanos} belongs to the thread that is
 * in {@link #run}; before that, to the one that prepares the loop.
 */
public final class EventLoop implements Scheduler, InstantSource, AutoCloseable {

  /** What a channel does when it is ready. */
  public interface Ready {
    /**
     * Works for a bounded time.
     *
     * @return true if there may be more to do at once
     */
    boolean work();
  }

  /** The system does not wake a thread much sooner than this. */
  private static final long SHORTEST_NAP_NANOS = 50_000;

  private static final int CANCELLED_MIN = 64;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final long LONGEST_MILLIS = 60_000;

  private final LongSupplier nanos;
  private final Instant started;
  private final long startedNanos;
  private final Selector selector;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ConcurrentLinkedQueue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Ready> busy = new ArrayDeque<>();
  private final Consumer<SelectionKey> collect = this::collect;
  private Runnable turnEnd = () -> {};
  private long order;
  private int cancelled;
  private volatile boolean stopped;

  /**
   * A loop at rest.
   *
   * @param nanos a clock that never goes back, with any origin
   * @param wall the time of day at which the loop starts; from then on {@code nanos} moves it, so
   *     that a clock set anew does not shake timers
   * @throws UncheckedIOException if the system has no selector left
   */
  public EventLoop(LongSupplier nanos, Instant wall) {
    this.nanos = nanos;
    this.started = wall;
    this.startedNanos = nanos.getAsLong();
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant instant() {
    return started.plusNanos(nanos.getAsLong() - startedNanos);
  }

  /** The same as of {@link #instant}, without an object for each frame that asks. */
  @Override
  public long millis() {
    long beyond = started.getNano() + nanos.getAsLong() - startedNanos;
    return 1000 * started.getEpochSecond() + Math.floorDiv(beyond, NANOS_OF_MILLI);
  }

  /** Nanoseconds of the clock that the loop runs by. From any thread. */
  public long nanos() {
    return nanos.getAsLong();
  }

  @Override
  public Task after(Duration delay, Runnable action) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay of " + delay);
    }
    return at(nanos.getAsLong() + delay.toNanos(), action);
  }

  /** Runs {@code action} when the clock shows {@code deadline}; at once if it does already. */
  public Task at(long deadline, Runnable action) {
    Timer timer = new Timer(deadline, order++, action);
    timers.add(timer);
    return timer;
  }

  /** Lets the loop run {@code action} soon. From any thread. */
  public void post(Runnable action) {
    posted.add(action);
    selector.wakeup();
  }

  /** The loop ends after the turn it is in, or before its first one. From any thread. */
  public void stop() {
    stopped = true;
    selector.wakeup();
  }

  /**
   * Runs {@code action} too from now on, in each turn behind all that was posted or due, before the
   * loop waits: what belongs together is written together there.
   */
  public void beforeWaiting(Runnable action) {
    Runnable others = turnEnd;
    turnEnd =
        () -> {
          others.run();
          action.run();
        };
  }

  /** Calls {@code ready} whenever {@code channel} can be read, until the key is cancelled. */
  SelectionKey register(SelectableChannel channel, Ready ready) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, SelectionKey.OP_READ, ready);
  }

  /**
   * Turns until {@link #stop}, then may be run again. What an action throws ends it and leaves this
   * method.
   */
  public void run() {
    while (!stopped) {
      turn();
    }
    turnEnd.run();
    stopped = false;
  }

  /** Gives the selector back. The channels are their owners' to close. */
  @Override
  public void close() {
    stop();
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Timers in the queue, cancelled ones too. */
  int waiting() {
    return timers.size();
  }

  private void turn() {
    runPosted();
    long wait = runTimers();
    turnEnd.run();
    try {
      if (!busy.isEmpty() || stopped || wait == 0) {
        selector.selectNow(collect);
      } else if (wait >= NANOS_OF_MILLI) {
        long millis = Math.min(wait / NANOS_OF_MILLI, LONGEST_MILLIS);
        selector.select(collect, millis);
      } else if (selector.selectNow(collect) == 0 && posted.isEmpty()) {
        LockSupport.parkNanos(Math.min(wait, Math.max(SHORTEST_NAP_NANOS, wait / 2)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work();
  }

  private void collect(SelectionKey key) {
    Ready ready = (Ready) key.attachment();
    if (key.isValid() && !busy.contains(ready)) {
      busy.add(ready);
    }
  }

  private void work() {
    for (int round = busy.size(); round > 0; round--) {
      Ready ready = busy.remove();
      if (ready.work()) {
        busy.add(ready);
      }
    }
  }

  private void runPosted() {
    for (Runnable action = posted.poll(); action != null; action = posted.poll()) {
      action.run();
    }
  }

  /**
   * Runs what is due now; what these actions schedule for now waits for the next turn.
   *
   * @return nanoseconds to the next timer, {@link Long#MAX_VALUE} if there is none
   */
  private long runTimers() {
    long now = nanos.getAsLong();
    long last = order;
    Timer next = timers.peek();
    while (next != null && (next.action == null || next.deadline - now <= 0)) {
      if (next.order >= last) {
        return 0;
      }
      timers.remove();
      if (next.action == null) {
        cancelled--;
      }
      next.run();
      next = timers.peek();
    }
    return next == null ? Long.MAX_VALUE : Math.max(0, next.deadline - nanos.getAsLong());
  }

  /**
   * Timers that are set again with every frame would fill the queue until they are due: cancelled
   * ones go when they are most of it.
   */
  private void sweep() {
    if (cancelled > CANCELLED_MIN && cancelled > timers.size() / 2) {
      timers.removeIf(timer -> timer.action == null);
      cancelled = 0;
    }
  }

  private final class Timer implements Comparable<Timer>, Task {
    private final long deadline;
    private final long order;
    private @Nullable Runnable action;

    Timer(long deadline, long order, Runnable action) {
      this.deadline = deadline;
      this.order = order;
      this.action = action;
    }

    void run() {
      Runnable due = action;
      action = null;
      if (due != null) {
        due.run();
      }
    }

    @Override
    public void cancel() {
      if (action != null) {
        action = null;
        cancelled++;
        sweep();
      }
    }

    @Override
    public int compareTo(Timer other) {
      // The clock's origin is arbitrary and may wrap: only differences mean something.
      int byTime = Long.signum(deadline - other.deadline);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
