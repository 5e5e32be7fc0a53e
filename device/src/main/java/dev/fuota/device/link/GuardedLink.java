package dev.fuota.device.link;

import dev.fuota.hal.link.ForwardingLink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A link on which nothing is sent before its guard agrees: for modems, which have a MAC of their
 * own. An uplink that is kept back is one that nobody acknowledged.
 */
public final class GuardedLink extends ForwardingLink {
  private final BooleanSupplier guard;
  private final Scheduler timers;
  private @Nullable Listener listener;

  /**
   * The same as {@code link}, guarded.
   *
   * @param guard is asked before each uplink: the place to have on the disk first what answers say
   */
  public GuardedLink(LorawanLink link, BooleanSupplier guard, Scheduler timers) {
    super(link);
    this.guard = guard;
    this.timers = timers;
  }

  @Override
  public void listen(Listener to) {
    listener = to;
    super.listen(to);
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    if (guard.getAsBoolean()) {
      super.send(fPort, payload, confirmed);
    } else {
      timers.after(Duration.ZERO, this::keptBack);
    }
  }

  private void keptBack() {
    if (listener != null) {
      listener.onUplinkDone(false);
    }
  }
}
