package dev.fuota.server.network;

import dev.fuota.server.port.QueuedDownlink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Downlinks of one kind in the order in which they came; not more than {@link #MAX}.
 *
 * @param <T> what is kept for a downlink
 */
final class DownlinkQueue<T> {
  static final int MAX = 8;

  private final Deque<Entry> entries = new ArrayDeque<>(1);

  /** Equal to itself only: two equal downlinks are still two. */
  final class Entry implements QueuedDownlink {
    private final T content;
    private boolean cancelled;

    private Entry(T content) {
      this.content = content;
    }

    T content() {
      return content;
    }

    @Override
    public boolean isWaiting() {
      return entries.contains(this);
    }

    @Override
    public void cancel() {
      cancelled = true;
      entries.remove(this);
    }
  }

  /** Adds a downlink; empty if there is no room. */
  Optional<QueuedDownlink> offer(T content) {
    if (entries.size() >= MAX) {
      return Optional.empty();
    }
    Entry entry = new Entry(content);
    entries.add(entry);
    return Optional.of(entry);
  }

  /** Puts back to the front what was taken and could not be sent, unless it was cancelled. */
  void putBack(Entry taken) {
    if (!taken.cancelled) {
      entries.addFirst(taken);
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.size();
  }

  @Nullable Entry peek() {
    return entries.peek();
  }

  @Nullable Entry poll() {
    return entries.poll();
  }
}
