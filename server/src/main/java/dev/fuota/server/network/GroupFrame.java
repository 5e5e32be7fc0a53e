package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One multicast frame on its way over several gateways. Its summary report (TP-07) is due when each
 * of them has sent it, has refused it once too often, or has said nothing for long.
 */
final class GroupFrame { // MAC-099
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A report that is this late after the end of the frame will not come any more. */
  private static final Duration REPORT_WAIT = Duration.ofSeconds(10);

  private final Transmitter transmitter;
  private final InstantSource clock;
  private final Timers timers;
  private final Bytes phyPayload;
  private final DownlinkChannel channel;
  private final SentListener listener;
  private int outstanding;
  private int sent;
  private int missing;
  private @Nullable Sent first;

  /**
   * A frame that no gateway has yet.
   *
   * @param gateways how many are to send it
   */
  GroupFrame(
      Transmitter transmitter,
      InstantSource clock,
      Timers timers,
      Bytes phyPayload,
      DownlinkChannel channel,
      SentListener listener,
      int gateways) {
    this.transmitter = transmitter;
    this.clock = clock;
    this.timers = timers;
    this.phyPayload = phyPayload;
    this.channel = channel;
    this.listener = listener;
    this.outstanding = gateways;
  }

  /** Gives the frame to a gateway, at a place that is there only once: it is not tried again. */
  void sendOnce(Place place) {
    send(place, TRIES);
  }

  /** Gives the frame to a gateway, which is free now; a refusal is no end. */
  void sendNow(KnownGateway gateway) {
    send(now(gateway), 1);
  }

  private Place now(KnownGateway gateway) {
    return new Place(
        Place.Kind.ANY_TIME,
        gateway,
        new Timing.Immediately(),
        clock.instant(),
        channel.frequencyHz(),
        channel.dataRate());
  }

  private void send(Place place, int tries) {
    Duration length = place.timeOnAir(phyPayload.length());
    Part part = new Part(place.gateway(), tries);
    part.waitFor(Duration.between(clock.instant(), place.start()).plus(length).plus(REPORT_WAIT));
    if (!transmitter.send(phyPayload, List.of(place), part)) {
      part.over(null);
    }
  }

  /** What one gateway does with the frame. */
  private final class Part implements Transmitter.Outcome {
    private final KnownGateway gateway;
    private final int tries;
    private Timers.Timer silence = () -> {};
    private boolean over;

    Part(KnownGateway gateway, int tries) {
      this.gateway = gateway;
      this.tries = tries;
    }

    void waitFor(Duration time) {
      silence = timers.after(time, () -> over(null));
    }

    @Override
    public void onSent(Sent report) {
      over(report);
    }

    @Override
    public void onRefused(TxStatus last) {
      if (tries == TRIES || over) {
        over(null);
        return;
      }
      over = true;
      silence.cancel();
      timers.after(PAUSE, () -> again(gateway, tries + 1));
    }

    void over(@Nullable Sent report) {
      if (!over) {
        over = true;
        silence.cancel();
        count(report);
      }
    }
  }

  private void again(KnownGateway gateway, int tries) {
    Place place = now(gateway);
    Duration length = place.timeOnAir(phyPayload.length());
    Instant start = gateway.plan().earliest(place.start(), length, channel.frequencyHz());
    if (start.isAfter(place.start())) {
      timers.after(Duration.between(place.start(), start), () -> again(gateway, tries));
    } else {
      send(place, tries);
    }
  }

  private void count(@Nullable Sent report) {
    outstanding--;
    if (report == null) {
      missing++;
    } else {
      sent++;
      first = first == null || report.at().isBefore(first.at()) ? report : first;
    }
    if (outstanding == 0 && first != null) {
      listener.onSent(new Sent(first.at(), first.timeOnAir(), first.octets(), sent, missing));
    }
  }
}
