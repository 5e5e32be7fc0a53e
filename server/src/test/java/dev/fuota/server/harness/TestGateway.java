package dev.fuota.server.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.port.Gateway;
import dev.fuota.server.port.GatewayFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Remembers all frames, lets devices hear them, reports them, and measures what it was told. */
public final class TestGateway implements Gateway {
  private final VirtualTime time;
  private final List<GatewayFrame> frames = new ArrayList<>();
  private final List<Consumer<GatewayFrame>> receivers = new ArrayList<>();
  private Consumer<GatewayFrame> reports = frame -> {};

  public TestGateway(VirtualTime time) {
    this.time = time;
  }

  public List<GatewayFrame> frames() {
    return List.copyOf(frames);
  }

  /** Who is told of a frame at its end. */
  public void reportTo(Consumer<GatewayFrame> listener) {
    reports = listener;
  }

  /** Who hears a frame at its end. */
  public void heardBy(Consumer<GatewayFrame> receiver) {
    receivers.add(receiver);
  }

  @Override
  public void transmit(GatewayFrame frame) {
    assertThat(frame.at()).isAfterOrEqualTo(time.instant());
    frames.add(frame);
    time.at(
        end(frame),
        () -> {
          reports.accept(frame);
          receivers.forEach(receiver -> receiver.accept(frame));
        });
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
