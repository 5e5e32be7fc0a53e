package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Multicast frames, one after the other, each as soon as the transmitter and its sub-band are free.
 * It takes a place only for now, never ahead: windows of devices, which cannot wait, win.
 */
final class MulticastQueue {
  private static final Duration NO_GATEWAY_WAIT = Duration.ofSeconds(1);

  private record Waiting(
      GroupSession group, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    int length() {
      return DataFrame.OVERHEAD + downlink.payload().length();
    }

    Duration timeOnAir() {
      return TimeOnAir.of(channel.dataRate(), length(), false);
    }
  }

  private final Transmitter transmitter;
  private final GatewayBook gateways;
  private final InstantSource clock;
  private final Timers timers;
  private final DownlinkQueue<Waiting> queue = new DownlinkQueue<>();
  private Timers.@Nullable Timer wakeUp;
  private long frames;

  MulticastQueue(
      Transmitter transmitter, GatewayBook gateways, InstantSource clock, Timers timers) {
    this.transmitter = transmitter;
    this.gateways = gateways;
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
      List<KnownGateway> connected = gateways.connected();
      Instant start =
          connected.isEmpty() ? now.plus(NO_GATEWAY_WAIT) : earliest(head, connected.get(0));
      if (start.isAfter(now)) {
        wakeUp = timers.after(Duration.between(now, start), this::sendWhatIsDue);
        return;
      }
      queue.poll();
      send(head, connected.get(0), start);
    }
  }

  private Instant earliest(Waiting waiting, KnownGateway gateway) {
    return gateway
        .plan()
        .earliest(clock.instant(), waiting.timeOnAir(), waiting.channel().frequencyHz());
  }

  private void send(Waiting waiting, KnownGateway gateway, Instant start) {
    frames++;
    Place place =
        new Place(
            Place.Kind.ANY_TIME,
            gateway,
            new Timing.Immediately(),
            start,
            waiting.channel().frequencyHz(),
            waiting.channel().dataRate());
    Bytes frame = waiting.group().seal(waiting.downlink());
    transmitter.send(frame, List.of(place), new Report(waiting.listener()));
  }

  private record Report(SentListener listener) implements Transmitter.Outcome {
    @Override
    public void onSent(Sent sent) {
      listener.onSent(sent);
    }

    @Override
    public void onRefused(TxStatus last) {}
  }

  private void cancelWakeUp() {
    if (wakeUp != null) {
      wakeUp.cancel();
      wakeUp = null;
    }
  }
}
