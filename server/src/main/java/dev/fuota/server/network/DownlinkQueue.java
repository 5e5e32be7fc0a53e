package dev.fuota.server.network;

import static java.util.stream.Collectors.toUnmodifiableList;

import dev.fuota.server.port.QueuedDownlink;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Downlinks of one kind in the order in which they came; not more than {@link #MAX}.
 *
 * @param <T> what is kept for a downlink
 */
final class DownlinkQueue<T> {
  static final int MAX = 8;

  private List<Entry> entries = List.of();

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
      entries = without(this);
    }
  }

  /** Adds a downlink; empty if there is no room. */
  Optional<QueuedDownlink> offer(T content) {
    if (entries.size() >= MAX) {
      return Optional.empty();
    }
    Entry entry = new Entry(content);
    entries = joined(entries.stream(), Stream.of(entry));
    return Optional.of(entry);
  }

  /** Puts back to the front what was taken and could not be sent, unless it was cancelled. */
  void putBack(Entry taken) {
    if (!taken.cancelled) {
      entries = joined(Stream.of(taken), entries.stream());
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.size();
  }

  @Nullable Entry peek() {
    return entries.isEmpty() ? null : entries.get(0);
  }

  @Nullable Entry poll() {
    Entry first = peek();
    if (first != null) {
      entries = without(first);
    }
    return first;
  }

  private List<Entry> without(Entry gone) {
    return entries.stream().filter(entry -> entry != gone).toList();
  }

  private List<Entry> joined(Stream<Entry> some, Stream<Entry> more) {
    return Stream.concat(some, more).collect(toUnmodifiableList());
  }
}
