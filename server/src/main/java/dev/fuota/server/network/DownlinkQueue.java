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

  private final Deque<Entry> entries = new ArrayDeque<>();

  /** Equal to itself only: two equal downlinks are still two. */
  private final class Entry implements QueuedDownlink {
    final T content;

    Entry(T content) {
      this.content = content;
    }

    @Override
    public boolean isWaiting() {
      return entries.contains(this);
    }

    @Override
    public void cancel() {
      entries.remove(this);
    }
  }

  /** Adds a downlink; empty if there is no room. */
  Optional<QueuedDownlink> offer(T content) {
    if (entries.size() == MAX) {
      return Optional.empty();
    }
    Entry entry = new Entry(content);
    entries.add(entry);
    return Optional.of(entry);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  @Nullable T peek() {
    Entry head = entries.peek();
    return head == null ? null : head.content;
  }

  @Nullable T poll() {
    Entry head = entries.poll();
    return head == null ? null : head.content;
  }
}
