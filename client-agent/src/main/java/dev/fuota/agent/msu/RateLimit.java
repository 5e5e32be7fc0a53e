package dev.fuota.agent.msu;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At most so many events of one kind in a span of time, for each key. Remembers a bounded number of
 * keys; the oldest is forgotten first, so that a flood of invented sources costs no memory.
 */
final class RateLimit {
  private static final int KEYS_MAX = 256;

  private final int events;
  private final long spanMs;
  private final Map<Integer, Deque<Long>> times = new LinkedHashMap<>();

  RateLimit(int events, long spanMs) {
    this.events = events;
    this.spanMs = spanMs;
  }

  /** Counts an event, unless it is one too many. */
  boolean allows(int key, long nowMs) {
    Deque<Long> of = recent(key, nowMs);
    if (of.size() >= events) {
      return false;
    }
    of.addLast(nowMs);
    return true;
  }

  /** Would {@link #allows} refuse? */
  boolean isFull(int key, long nowMs) {
    return recent(key, nowMs).size() >= events;
  }

  void forget(int key) {
    times.remove(key);
  }

  private Deque<Long> recent(int key, long nowMs) {
    Deque<Long> of = times.computeIfAbsent(key, added -> new ArrayDeque<>());
    while (!of.isEmpty() && nowMs - of.peekFirst() >= spanMs) {
      of.removeFirst();
    }
    if (times.size() > KEYS_MAX) {
      times.remove(times.keySet().iterator().next());
    }
    return of;
  }
}
