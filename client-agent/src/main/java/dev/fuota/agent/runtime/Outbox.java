package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Uplink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Uplinks that wait, first come first served. */
final class Outbox {
  /** A downlink of 242 octets could ask for more answers than anybody wants. */
  private static final int WAITING_MAX = 32;

  private final Deque<Uplink> waiting = new ArrayDeque<>(1);

  /** Returns whether there was room. */
  boolean offer(Uplink uplink) {
    return waiting.size() < WAITING_MAX && waiting.add(uplink);
  }

  /** Takes back the rest of what {@link #poll} gave: it goes before all others. */
  void putFirst(Uplink rest) {
    waiting.addFirst(rest);
  }

  boolean contains(Uplink uplink) {
    return waiting.contains(uplink);
  }

  Optional<Uplink> poll() {
    return Optional.ofNullable(waiting.poll());
  }

  int size() {
    return waiting.size();
  }
}
