package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Multicast frames, one after the other, each as soon as the transmitter and its sub-band are free.
 * It takes a place only for now, never ahead: windows of devices, which cannot wait, win.
 */
final class MulticastQueue {
  static final int QUEUE_MAX = 8;

  /** Not a record: two equal ones are still two. */
  private static final class Waiting {
    final GroupSession group;
    final Downlink downlink;
    final DownlinkChannel channel;
    final SentListener listener;

    Waiting(GroupSession group, Downlink downlink, DownlinkChannel channel, SentListener listener) {
      this.group = group;
      this.downlink = downlink;
      this.channel = channel;
      this.listener = listener;
    }

    int length() {
      return DataFrame.OVERHEAD + downlink.payload().length();
    }
  }

  private final Transmitter transmitter;
  private final InstantSource clock;
  private final Timers timers;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private Timers.@Nullable Timer wakeUp;
  private long frames;

  MulticastQueue(Transmitter transmitter, InstantSource clock, Timers timers) {
    this.transmitter = transmitter;
    this.clock = clock;
    this.timers = timers;
  }

  long frames() {
    return frames;
  }

  Optional<QueuedDownlink> offer(
      GroupSession group, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    if (queue.size() == QUEUE_MAX) {
      return Optional.empty();
    }
    Waiting waiting = new Waiting(group, downlink, channel, listener);
    queue.add(waiting);
    sendWhatIsDue();
    return Optional.of(() -> queue.remove(waiting));
  }

  private void sendWhatIsDue() {
    cancelWakeUp();
    Instant now = clock.instant();
    while (!queue.isEmpty()) {
      Instant start = earliest(queue.element());
      if (start.isAfter(now)) {
        wakeUp = timers.after(Duration.between(now, start), this::sendWhatIsDue);
        return;
      }
      send(queue.remove(), start);
    }
  }

  private Instant earliest(Waiting waiting) {
    DownlinkChannel channel = waiting.channel;
    return transmitter.earliest(channel.dataRate(), waiting.length(), channel.frequencyHz());
  }

  private void send(Waiting waiting, Instant start) {
    frames++;
    transmitter.send(
        waiting.group.seal(waiting.downlink),
        start,
        waiting.channel.dataRate(),
        waiting.channel.frequencyHz(),
        Optional.of(waiting.listener));
  }

  private void cancelWakeUp() {
    if (wakeUp != null) {
      wakeUp.cancel();
      wakeUp = null;
    }
  }
}
