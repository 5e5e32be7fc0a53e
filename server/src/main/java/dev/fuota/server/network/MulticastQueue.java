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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Multicast frames, one after the other, each as soon as the transmitter and its sub-band are free.
 * It takes a place only for now, never ahead: windows of devices, which cannot wait, win.
 */
final class MulticastQueue {
  private record Waiting(
      GroupSession group, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    int length() {
      return DataFrame.OVERHEAD + downlink.payload().length();
    }
  }

  private final Transmitter transmitter;
  private final InstantSource clock;
  private final Timers timers;
  private final DownlinkQueue<Waiting> queue = new DownlinkQueue<>();
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
    Optional<QueuedDownlink> queued = queue.offer(new Waiting(group, downlink, channel, listener));
    sendWhatIsDue();
    return queued;
  }

  private void sendWhatIsDue() {
    cancelWakeUp();
    Instant now = clock.instant();
    for (Waiting head = queue.peek(); head != null; head = queue.peek()) {
      Instant start = earliest(head);
      if (start.isAfter(now)) {
        wakeUp = timers.after(Duration.between(now, start), this::sendWhatIsDue);
        return;
      }
      queue.poll();
      send(head, start);
    }
  }

  private Instant earliest(Waiting waiting) {
    DownlinkChannel channel = waiting.channel();
    return transmitter.earliest(channel.dataRate(), waiting.length(), channel.frequencyHz());
  }

  private void send(Waiting waiting, Instant start) {
    frames++;
    transmitter.send(
        waiting.group().seal(waiting.downlink()),
        start,
        waiting.channel().dataRate(),
        waiting.channel().frequencyHz(),
        Optional.of(waiting.listener()));
  }

  private void cancelWakeUp() {
    if (wakeUp != null) {
      wakeUp.cancel();
      wakeUp = null;
    }
  }
}
