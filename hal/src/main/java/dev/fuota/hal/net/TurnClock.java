package dev.fuota.hal.net;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The time of a loop for whoever plans by it: it stands still within a turn. Two looks at a clock
 * that moves can fall on both sides of a deadline, and a frame that was planned for now would be
 * late when it is sent.
 */
public final class TurnClock implements InstantSource {
  private final EventLoop loop;
  private @Nullable Instant now;

  public TurnClock(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public Instant instant() {
    Instant read = now;
    if (read == null) {
      read = loop.instant();
      now = read;
      loop.post(() -> now = null);
    }
    return read;
  }
}
