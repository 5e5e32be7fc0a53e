package dev.fuota.gateway.concentrator;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * The sending half and the clock of a gateway: what Semtech's packet forwarder and the board below
 * it do. It has one transmitter; frames wait in a queue for their time, and what cannot be sent is
 * refused at once (packet forwarder, {@code jitqueue.c}).
 *
 * <p>Its counter counts microseconds from when it was made. On the wire it has 32 bits and begins
 * anew every 71.6 minutes; a counter value means the one nearest to now.
 */
public final class Concentrator {
  /** A frame asked for later than this before its time cannot be brought to the board any more. */
  public static final Duration LEAD =
      Duration.ofNanos(1_500_000) // the transmitter's start
          .plusMillis(1) // margin
          .plusMillis(30); // how often the queue is looked at

  /** No frame is planned further ahead. */
  public static final Duration HORIZON = Duration.ofSeconds(4 * BeaconClock.PERIOD_SECONDS);

  private static final int PHY_MAX = 255;

  private final GatewayId id;
  private final ConcentratorSettings settings;
  private final Emitter emitter;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Instant origin;
  private final List<Span> taken = new ArrayList<>();
  private final DutyCycle dutyCycle = new DutyCycle();
  private int waiting;
  private Instant busyUntil;
  private long heard;
  private long requested;
  private final Map<TxStatus, Long> refusals = new EnumMap<>(TxStatus.class);
  private long emitted;

  /** A concentrator whose counter is 0 now. Beacons, if it sends them, begin at the next period. */
  public Concentrator(
      GatewayId id,
      ConcentratorSettings settings,
      Emitter emitter,
      InstantSource clock,
      Scheduler scheduler) {
    this.id = id;
    this.settings = settings;
    this.emitter = emitter;
    this.clock = clock;
    this.scheduler = scheduler;
    this.origin = clock.instant();
    this.busyUntil = origin;
    settings.beacons().ifPresent(this::nextBeacon);
  }

  public GatewayId id() {
    return id;
  }

  /** The same as {@link #request(Transmission, LongConsumer)} for who does not wait for it. */
  public TxStatus request(Transmission transmission) { // GW-03, GW-04
    return request(transmission, startMicros -> {});
  }

  /**
   * Takes a frame into the queue, or says why not.
   *
   * @param sent is called when the frame has ended, with {@link #micros} of its beginning
   */
  public TxStatus request(Transmission transmission, LongConsumer sent) {
    requested++;
    TxStatus status = take(transmission, sent);
    if (status != TxStatus.OK) {
      refusals.merge(status, 1L, Long::sum);
    }
    return status;
  }

  /** How often frames were refused, by the reason. */
  public Map<TxStatus, Long> refusals() {
    return new EnumMap<>(refusals);
  }

  private TxStatus take(Transmission transmission, LongConsumer sent) {
    Optional<TxStatus> refusal = refusal(transmission);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    long now = micros(clock.instant());
    taken.removeIf(span -> span.end() <= now);
    Span frame = new Span(0, airMicros(transmission));
    long earliest = now + micros(LEAD);
    long start = earliest;
    if (transmission.timing() instanceof Timing.Immediately) {
      start = firstGap(frame.movedTo(earliest)).start();
    } else if (transmission.timing() instanceof Timing.AtCounter at) {
      start = extend(at.counter(), now);
    } else if (transmission.timing() instanceof Timing.AtGps at) {
      if (!settings.gps()) {
        return TxStatus.GPS_UNLOCKED;
      }
      start = clamp(at.gpsMillis(), now);
    }
    return enqueue(transmission, frame.movedTo(start), now, sent);
  }

  private TxStatus enqueue(Transmission transmission, Span frame, long now, LongConsumer sent) {
    if (frame.start() < now + micros(LEAD)) {
      return TxStatus.TOO_LATE;
    }
    if (frame.start() > now + micros(HORIZON)) {
      return TxStatus.TOO_EARLY;
    }
    if (waiting >= settings.queue()) {
      return TxStatus.QUEUE_FULL;
    }
    if (beaconAt(frame).isPresent()) {
      return TxStatus.COLLISION_BEACON;
    }
    if (taken.stream().anyMatch(frame::overlaps)) {
      return TxStatus.COLLISION_PACKET;
    }
    Optional<SubBand> band =
        settings.dutyCycle()
            ? settings.region().subBand(transmission.frequencyHz())
            : Optional.empty();
    if (band.isPresent() && !dutyCycle.allows(band.get(), frame)) {
      return TxStatus.DUTY_CYCLE_OVERFLOW;
    }
    band.ifPresent(limited -> dutyCycle.add(limited, frame, now));
    taken.add(frame);
    waiting++;
    after(instant(frame.start()), () -> emit(transmission, frame, sent));
    return TxStatus.OK;
  }

  /** What does not depend on time. */
  private Optional<TxStatus> refusal(Transmission transmission) {
    int length = transmission.phyPayload().length();
    if (length == 0 || length > PHY_MAX || !AirTime.isKnown(transmission.modulation())) {
      return Optional.of(TxStatus.INTERNAL_ERROR);
    }
    Region region = settings.region();
    if (!region.isFrequency(transmission.frequencyHz())) {
      return Optional.of(TxStatus.TX_FREQ);
    }
    return transmission.eirpDbm() > region.gatewayEirpDbm(transmission.frequencyHz())
        ? Optional.of(TxStatus.TX_POWER)
        : Optional.empty();
  }

  /** A frame without a time of its own goes where nothing else is. */
  private Span firstGap(Span frame) {
    Span gap = frame;
    for (Optional<Span> other = obstacle(gap); other.isPresent(); other = obstacle(gap)) {
      gap = gap.movedTo(other.get().end()); // strictly later each time, past finitely many
    }
    return gap;
  }

  private Optional<Span> obstacle(Span frame) {
    Optional<Span> beacon = beaconAt(frame);
    return beacon.isPresent() ? beacon : taken.stream().filter(frame::overlaps).findFirst();
  }

  /** The time of the beacon that {@code frame} touches. */
  private Optional<Span> beaconAt(Span frame) {
    if (settings.beacons().isEmpty()) {
      return Optional.empty();
    }
    // No frame is longer than a period: one of these two, if any.
    long next = BeaconClock.after(instant(frame.start()));
    for (long beacon : new long[] {next - BeaconClock.PERIOD_SECONDS, next}) {
      Span span = new Span(micros(BeaconClock.guard(beacon)), micros(BeaconClock.released(beacon)));
      if (span.overlaps(frame)) {
        return Optional.of(span);
      }
    }
    return Optional.empty();
  }

  private void emit(Transmission transmission, Span frame, LongConsumer sent) {
    waiting--;
    emitted++;
    busyUntil = instant(frame.end());
    after(busyUntil, () -> sent.accept(frame.start()));
    emitter.emit(
        new Emission(
            transmission.phyPayload(),
            transmission.frequencyHz(),
            transmission.modulation(),
            transmission.eirpDbm(),
            transmission.invertedIq(),
            false));
  }

  private void nextBeacon(Beacons beacons) {
    long due = BeaconClock.after(clock.instant());
    after(
        BeaconClock.instant(due),
        () -> {
          Emission beacon = beacons.beacon(due);
          busyUntil = clock.instant().plus(AirTime.ofBeacon(beacon));
          emitter.emit(beacon);
          nextBeacon(beacons);
        });
  }

  private void after(Instant when, Runnable action) {
    Duration delay = Duration.between(clock.instant(), when);
    scheduler.after(delay.isNegative() ? Duration.ZERO : delay, action);
  }

  /** Whether the transmitter is on: the gateway hears nothing then. */
  public boolean sending() {
    return clock.instant().isBefore(busyUntil);
  }

  /** Microseconds from when this was made: the counter before it is cut to 32 bits. */
  public long micros(Instant at) {
    return ChronoUnit.MICROS.between(origin, at);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  private Instant instant(long micros) {
    return origin.plus(micros, ChronoUnit.MICROS);
  }

  private static long airMicros(Transmission transmission) {
    int length = transmission.phyPayload().length();
    return -Math.floorDiv(-AirTime.of(transmission.modulation(), length).toNanos(), 1000);
  }

  /** The counter at a moment, modulo 2^32. */
  public int counter(Instant at) { // GW-06
    return (int) micros(at);
  }

  /** {@link #micros} of the moment nearest to now at which the counter has this value. */
  public long micros(int counter) {
    return extend(counter, micros(clock.instant()));
  }

  private static long extend(int counter, long now) {
    return now + (counter - (int) now);
  }

  /** GPS time of a moment; empty without a receiver. */
  public OptionalLong gpsMillis(Instant at) {
    return settings.gps()
        ? OptionalLong.of(GpsTime.sinceEpoch(at).toMillis())
        : OptionalLong.empty();
  }

  /** On this clock; times far away stay far away, without an overflow. */
  private long clamp(long gpsMillis, long now) {
    long nowGps = GpsTime.sinceEpoch(clock.instant()).toMillis();
    if (gpsMillis < nowGps) {
      return now;
    }
    if (gpsMillis - nowGps > 2 * HORIZON.toMillis()) {
      return now + 2 * micros(HORIZON);
    }
    return micros(GpsTime.instant(Duration.ofMillis(gpsMillis)));
  }

  /** What the gateway tells of a frame that it heard; the frame is counted. */
  public Heard heard(
      Bytes phy, int frequencyHz, Modulation modulation, int rssi, double snr, Instant endedAt) {
    heard++;
    return new Heard(
        id, phy, frequencyHz, modulation, rssi, snr, counter(endedAt), gpsMillis(endedAt), 0);
  }

  /** The figures since this was asked for the last time. */
  public GatewayStatistics statistics() {
    GatewayStatistics figures = new GatewayStatistics(heard, heard, heard, requested, emitted, 100);
    heard = 0;
    requested = 0;
    emitted = 0;
    return figures;
  }
}
