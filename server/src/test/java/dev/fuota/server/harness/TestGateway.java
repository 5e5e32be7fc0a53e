package dev.fuota.server.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Remembers all frames, lets devices hear them, and measures what it was told. */
public final class TestGateway implements GatewayLink {
  /** GPS time is 18 s ahead of UTC. */
  private static final Instant GPS_EPOCH = Instant.parse("1980-01-05T23:59:42Z");

  private final GatewayId id;
  private final VirtualTime time;
  private final List<GatewayFrame> frames = new ArrayList<>();
  private final List<Consumer<GatewayFrame>> receivers = new ArrayList<>();
  private final Deque<TxStatus> answers = new ArrayDeque<>();
  private boolean dead;
  private boolean gps;

  public TestGateway(long eui, VirtualTime time) {
    this.id = new GatewayId(eui);
    this.time = time;
  }

  public List<GatewayFrame> frames() {
    return List.copyOf(frames);
  }

  /** Who hears a frame at its end. */
  public void heardBy(Consumer<GatewayFrame> receiver) {
    receivers.add(receiver);
  }

  @Override
  public GatewayId id() {
    return id;
  }

  /** Answers the next transmissions with these, one each, and takes those behind them. */
  public void answer(TxStatus... next) {
    answers.addAll(List.of(next));
  }

  /** Takes what it is given from now on, but says nothing and sends nothing. */
  public void die() {
    dead = true;
  }

  @Override
  public void send(Transmission transmission, Consumer<TxStatus> result) {
    if (dead) {
      return;
    }
    TxStatus status = answers.isEmpty() ? TxStatus.OK : answers.remove();
    if (status == TxStatus.OK) {
      emit(transmission);
    }
    result.accept(status);
    result.accept(status); // one that repeats itself
  }

  private void emit(Transmission transmission) {
    GatewayFrame frame =
        new GatewayFrame(
            transmission.phyPayload(),
            transmission.frequencyHz(),
            dataRate(transmission.modulation()),
            start(transmission.timing()));
    assertThat(frame.at()).isAfterOrEqualTo(time.instant());
    assertThat(transmission.invertedIq()).isTrue();
    frames.add(frame);
    time.at(end(frame), () -> receivers.forEach(receiver -> receiver.accept(frame)));
  }

  private static DataRate dataRate(Modulation modulation) {
    return Region.EU868.dataRates().stream()
        .filter(rate -> rate.spreadingFactor() == modulation.spreadingFactor())
        .findFirst()
        .orElseThrow();
  }

  private Instant start(Timing timing) {
    Instant now = time.instant();
    if (timing instanceof Timing.AtCounter at) {
      return now.plusNanos(1000L * (at.counter() - counter(now)));
    }
    if (timing instanceof Timing.AtGps at) {
      return GPS_EPOCH.plusMillis(at.gpsMillis());
    }
    return now;
  }

  /** A frame that this gateway hears, and that ends now. */
  public Heard hears(Bytes phyPayload, int frequencyHz, DataRate dataRate, double snrDb) {
    Instant now = time.instant();
    return new Heard(
        id,
        phyPayload,
        frequencyHz,
        new Modulation(dataRate.spreadingFactor(), dataRate.bandwidthHz()),
        -90,
        snrDb,
        counter(now),
        gps ? OptionalLong.of(Duration.between(GPS_EPOCH, now).toMillis()) : OptionalLong.empty(),
        0);
  }

  /** It knows GPS time from now on. */
  public void findGps() {
    gps = true;
  }

  /** Starts near the end of its range, so that it wraps in every test that lasts. */
  private int counter(Instant at) {
    return (int)
        (0xffff_fff0L + id.eui() * 77 + Duration.between(VirtualTime.START, at).toNanos() / 1000);
  }

  private static Instant end(GatewayFrame frame) {
    return frame.at().plus(frame.timeOnAir());
  }

  /** Frames in the order in which they were on air. */
  public List<GatewayFrame> onAir() {
    return frames.stream().sorted(Comparator.comparing(GatewayFrame::at)).toList();
  }

  public List<GatewayFrame> onAir(int frequencyHz) {
    return onAir().stream().filter(frame -> frame.frequencyHz() == frequencyHz).toList();
  }

  public void assertNoFramesOverlap() {
    List<GatewayFrame> ordered = onAir();
    for (int i = 1; i < ordered.size(); i++) {
      assertThat(ordered.get(i).at()).isAfterOrEqualTo(end(ordered.get(i - 1)));
    }
  }

  /**
   * Each frame is followed by its share of silence.
   *
   * @param lowHz first frequency of the sub-band
   * @param highHz last frequency of the sub-band
   * @param percent of the time that may be used
   */
  public void assertDutyCycle(int lowHz, int highHz, int percent) {
    List<GatewayFrame> band =
        onAir().stream()
            .filter(frame -> frame.frequencyHz() >= lowHz && frame.frequencyHz() <= highHz)
            .toList();
    for (int i = 1; i < band.size(); i++) {
      Duration period = Duration.between(band.get(i - 1).at(), band.get(i).at());
      Duration used = band.get(i - 1).timeOnAir();
      assertThat(used.multipliedBy(100)).isLessThanOrEqualTo(period.multipliedBy(percent));
    }
  }
}
