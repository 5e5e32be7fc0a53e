package dev.fuota.device.flash;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;

/**
 * Has a flash kept a second after it was changed, and goes on trying while the disk refuses. While
 * nothing changes it does nothing.
 */
public final class Keeper {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final FlashStore store;
  private final Scheduler scheduler;
  private boolean waiting;

  private Keeper(FlashStore store, Scheduler scheduler) {
    this.store = store;
    this.scheduler = scheduler;
  }

  /** From now on. */
  public static void of(FlashStore store, Scheduler scheduler) {
    Keeper keeper = new Keeper(store, scheduler);
    store.whenDirty(keeper::await);
    if (store.isDirty()) {
      keeper.await();
    }
  }

  private void await() {
    if (!waiting) {
      waiting = true;
      scheduler.after(SOON, this::keep);
    }
  }

  private void keep() {
    waiting = false;
    store.commitSoon();
    if (store.isDirty()) {
      await(); // the writer is at it, or the disk refuses
    }
  }
}
