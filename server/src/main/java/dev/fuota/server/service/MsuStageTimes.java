package dev.fuota.server.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the phases of a part's cycle began and ended, as far as this process saw it. */
final class MsuStageTimes {
  private final @Nullable Instant[] begun;
  private final @Nullable Instant[] ended;
  private int current = -1;

  MsuStageTimes(List<String> stages) {
    this.begun = new Instant[stages.size()];
    this.ended = new Instant[stages.size()];
  }

  /** A stage begins, and the one before it ends. */
  void begin(int stage, Instant at) {
    end(at);
    begun[stage] = at;
    ended[stage] = null;
    current = stage;
  }

  /** No other stage follows. */
  void end(Instant at) {
    if (current >= 0) {
      ended[current] = at;
      current = -1;
    }
  }

  Optional<Instant> begun(int stage) {
    return Optional.ofNullable(begun[stage]);
  }

  Optional<Instant> ended(int stage) {
    return Optional.ofNullable(ended[stage]);
  }
}
