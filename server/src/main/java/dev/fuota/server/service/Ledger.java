package dev.fuota.server.service;

import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.Timers;
import dev.fuota.server.store.StoreFault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to be saved, and saves it together: at the end of the turn, or before somebody
 * is told that it is done. Of several states of the same thing only the last is written. The
 * network commits to the same store in the midst of a turn; since nothing is written before the
 * end, it never makes half of a change durable.
 *
 * <p>The first fault of the store is the last thing that happens here: what is not durable must not
 * go on air, so whoever sends has to stop.
 */
final class Ledger {
  private final CampaignStore store;
  private final Timers timers;
  private final Map<Object, Write> writes = new LinkedHashMap<>();
  private boolean awaited;
  private @Nullable String fault;

  /** One thing to be saved. */
  @FunctionalInterface
  interface Write {
    void to(CampaignStore store);
  }

  Ledger(CampaignStore store, Timers timers) {
    this.store = store;
    this.timers = timers;
  }

  /**
   * Saves at the end of the turn.
   *
   * @param thing what is saved, by which a later state replaces this one
   */
  void later(Object thing, Write write) {
    writes.put(thing, write);
    if (!awaited) {
      awaited = true;
      timers.after(Duration.ZERO, this::flush);
    }
  }

  /** Saves all now; when this returns it is durable, or there is a {@link #fault}. */
  void flush() {
    awaited = false;
    if (writes.isEmpty() || fault != null) {
      return;
    }
    run(
        () -> {
          writes.values().forEach(write -> write.to(store));
          store.commit();
          writes.clear();
        });
  }

  /** Does something that may meet the store; nothing at all behind its first fault. */
  void run(Runnable action) {
    if (fault != null) {
      return;
    }
    try {
      action.run();
    } catch (StoreFault problem) {
      fault = "the store does not work, nothing is sent any more: " + problem.getMessage();
    }
  }

  /** Timers whose actions may meet the store. */
  Timers timers() {
    return (delay, action) -> timers.after(delay, () -> run(action));
  }

  /** Why nothing is durable any more; empty while all is well. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }
}
