package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.time.GpsTime;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Multicast frames, one after the other, each as soon as transmitters and sub-band are free. To a
 * group in class B all gateways send in the same ping slot. To one that listens all the time they
 * send together if all have GPS; else one after another, each taking a place only for now, never
 * ahead: windows of devices, which cannot wait, win.
 */
final class MulticastQueue { // MAC-098
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int STEPS_MAX = 64;

  private record Waiting(
      GroupSession group, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    int length() {
      return DataFrame.OVERHEAD + downlink.payload().length();
    }

    Duration timeOnAir() {
      return TimeOnAir.of(channel.dataRate(), length(), false);
    }
  }

  /** A gateway that is to send a frame after others. */
  private record Turn(GroupFrame frame, KnownGateway gateway, Waiting waiting) {}

  private final NetworkSettings settings;
  private final Transmitter transmitter;
  private final PingSlotFinder slots;
  private final Function<GroupSession, List<KnownGateway>> gateways;
  private final InstantSource clock;
  private final Timers timers;
  private final DownlinkQueue<Waiting> queue = new DownlinkQueue<>();
  private final Deque<Turn> turns = new ArrayDeque<>();

  /** When the frame before is over, on whichever gateway. */
  private Instant free = Instant.MIN;

  private Timers.@Nullable Timer wakeUp;
  private long frames;

  /**
   * An empty queue.
   *
   * @param gateways those that reach a group and are connected
   */
  MulticastQueue(
      NetworkSettings settings,
      Transmitter transmitter,
      PingSlotFinder slots,
      Function<GroupSession, List<KnownGateway>> gateways,
      InstantSource clock,
      Timers timers) {
    this.settings = settings;
    this.transmitter = transmitter;
    this.slots = slots;
    this.gateways = gateways;
    this.clock = clock;
    this.timers = timers;
  }

  /** Frames made; each may be sent by several gateways. */
  long frames() {
    return frames;
  }

  Optional<QueuedDownlink> offer(
      GroupSession group, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    Optional<QueuedDownlink> queued = queue.offer(new Waiting(group, downlink, channel, listener));
    work();
    return queued;
  }

  private void work() {
    wakeUp(null);
    Instant now = clock.instant();
    Instant next = now;
    while (!next.isAfter(now) && !(turns.isEmpty() && queue.isEmpty())) {
      next = turns.isEmpty() ? begin() : goOn();
    }
    if (next.isAfter(now)) {
      wakeUp(timers.after(Duration.between(now, next), this::work));
    }
  }

  private void wakeUp(Timers.@Nullable Timer next) {
    if (wakeUp != null) {
      wakeUp.cancel();
    }
    wakeUp = next;
  }

  /**
   * Begins the frame at the head of the queue, if it can be begun now.
   *
   * @return when to go on
   */
  private Instant begin() {
    DownlinkQueue<Waiting>.Entry head = queue.peek();
    if (head == null) {
      return clock.instant();
    }
    Waiting waiting = head.content();
    List<KnownGateway> reaching = gateways.apply(waiting.group());
    if (reaching.isEmpty()) {
      return clock.instant().plus(RETRY);
    }
    if (waiting.channel().pingPeriodicity().isPresent()) {
      return together(waiting, inSlot(waiting, reaching));
    }
    if (reaching.size() > 1 && reaching.stream().allMatch(KnownGateway::hasGps)) {
      return together(waiting, atOneTime(waiting, reaching));
    }
    return oneByOne(waiting, reaching);
  }

  private List<Place> inSlot(Waiting waiting, List<KnownGateway> reaching) {
    int periodicity = waiting.channel().pingPeriodicity().orElseThrow();
    List<KnownGateway> withGps = reaching.stream().filter(KnownGateway::hasGps).toList();
    return slots.places(
        withGps,
        waiting.group().mcAddr(),
        periodicity,
        free,
        waiting.length(),
        waiting.channel().frequencyHz(),
        waiting.channel().dataRate(),
        true);
  }

  /** The first full millisecond at which all can send. */
  private List<Place> atOneTime(Waiting waiting, List<KnownGateway> reaching) {
    Instant from = clock.instant().plus(settings.lead());
    for (int step = 0; step < STEPS_MAX; step++) {
      long gpsMillis = GpsTime.sinceEpoch(from.plusNanos(999_999)).toMillis();
      Instant start = GpsTime.instant(Duration.ofMillis(gpsMillis));
      Instant later = start;
      for (KnownGateway gateway : reaching) {
        int frequencyHz = waiting.channel().frequencyHz();
        Instant earliest = gateway.plan().earliest(start, waiting.timeOnAir(), frequencyHz);
        later = earliest.isAfter(later) ? earliest : later;
      }
      if (later.equals(start)) {
        return reaching.stream().map(gateway -> atGps(waiting, gateway, gpsMillis, start)).toList();
      }
      from = later;
    }
    return List.of();
  }

  private static Place atGps(Waiting waiting, KnownGateway gateway, long gpsMillis, Instant start) {
    return new Place(
        Place.Kind.ANY_TIME,
        gateway,
        new Timing.AtGps(gpsMillis),
        start,
        waiting.channel().frequencyHz(),
        waiting.channel().dataRate());
  }

  private Instant together(Waiting waiting, List<Place> places) {
    if (places.isEmpty()) {
      return clock.instant().plus(RETRY);
    }
    queue.poll();
    GroupFrame frame = frame(waiting, places.size());
    places.forEach(frame::sendOnce);
    free = places.get(0).start().plus(waiting.timeOnAir());
    return free;
  }

  private Instant oneByOne(Waiting waiting, List<KnownGateway> reaching) {
    KnownGateway first = reaching.get(0);
    Instant start = earliest(waiting, first);
    if (start.isAfter(clock.instant())) {
      return start;
    }
    queue.poll();
    GroupFrame frame = frame(waiting, reaching.size());
    reaching.subList(1, reaching.size()).stream()
        .map(gateway -> new Turn(frame, gateway, waiting))
        .forEach(turns::add);
    send(frame, first, waiting);
    return clock.instant();
  }

  private Instant goOn() {
    Turn turn = turns.element();
    Instant start = earliest(turn.waiting(), turn.gateway());
    start = start.isBefore(free) ? free : start;
    if (start.isAfter(clock.instant())) {
      return start;
    }
    turns.remove();
    send(turn.frame(), turn.gateway(), turn.waiting());
    return clock.instant();
  }

  private Instant earliest(Waiting waiting, KnownGateway gateway) {
    return gateway
        .plan()
        .earliest(clock.instant(), waiting.timeOnAir(), waiting.channel().frequencyHz());
  }

  private GroupFrame frame(Waiting waiting, int count) {
    frames++;
    return new GroupFrame(
        transmitter,
        clock,
        timers,
        waiting.group().seal(waiting.downlink()),
        waiting.channel(),
        waiting.listener(),
        count);
  }

  private void send(GroupFrame frame, KnownGateway gateway, Waiting waiting) {
    free = clock.instant().plus(waiting.timeOnAir());
    frame.sendNow(gateway);
  }
}
