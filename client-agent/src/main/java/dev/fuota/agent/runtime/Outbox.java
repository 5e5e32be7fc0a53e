package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Uplinks that wait, first come first served. */
final class Outbox {
  /** A downlink of 242 octets could ask for more answers than anybody wants. */
  private static final int WAITING_MAX = 32;

  /** Replaced, not changed: most of the time nothing waits, and nothing is kept for it. */
  private List<Uplink> waiting = List.of();

  /** Returns whether there was room. */
  boolean offer(Uplink uplink) {
    boolean room = waiting.size() < WAITING_MAX;
    if (room) {
      waiting = joined(waiting, List.of(uplink));
    }
    return room;
  }

  /** Takes back the rest of what {@link #poll} gave: it goes before all others. */
  void putFirst(Uplink rest) {
    waiting = joined(List.of(rest), waiting);
  }

  boolean contains(Uplink uplink) {
    return waiting.contains(uplink);
  }

  Optional<Uplink> poll() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Uplink first = waiting.get(0);
    waiting = List.copyOf(waiting.subList(1, waiting.size()));
    return Optional.of(first);
  }

  int size() {
    return waiting.size();
  }

  private static List<Uplink> joined(List<Uplink> some, List<Uplink> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
