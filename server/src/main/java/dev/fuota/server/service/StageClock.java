package dev.fuota.server.service;

import dev.fuota.server.campaign.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the stages of a part began and ended, as far as this process saw it. */
final class StageClock {
  private final Map<Stage, Instant> begun = new EnumMap<>(Stage.class);
  private final Map<Stage, Instant> ended = new EnumMap<>(Stage.class);
  private @Nullable Stage current;

  /** A stage begins, or is found begun; the one before it ends. */
  void begin(Stage stage, Instant at) {
    if (stage == current) {
      return;
    }
    end(at);
    begun.putIfAbsent(stage, at);
    ended.remove(stage);
    current = stage;
  }

  /** No other stage follows. */
  void end(Instant at) {
    if (current != null) {
      ended.put(current, at);
      current = null;
    }
  }

  Optional<Instant> begun(Stage stage) {
    return Optional.ofNullable(begun.get(stage));
  }

  Optional<Instant> ended(Stage stage) {
    return Optional.ofNullable(ended.get(stage));
  }
}
