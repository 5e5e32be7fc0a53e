package dev.fuota.agent.mac.plan;

import static java.util.stream.Collectors.toUnmodifiableList;

import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a device may send again: each sub-band is closed behind a transmission for the share of time
 * that its duty cycle asks for, and all of them together for what the network asks for.
 */
final class DutyCycle {
  private final Region region;
  private List<Silence> silences = List.of();
  private Instant allFree = Instant.MIN;

  /** How long nothing may be sent in a sub-band behind the last transmission there. */
  private record Silence(SubBand band, Instant end) {}

  DutyCycle(Region region) {
    this.region = region;
  }

  /**
   * A transmission was made.
   *
   * @param exponent the aggregated duty cycle is 1/2^exponent
   * @param end of its last symbol
   */
  void sent(int frequencyHz, Duration airTime, int exponent, Instant end) { // MAC-047
    region
        .subBand(frequencyHz)
        .ifPresent(band -> silence(new Silence(band, end.plus(band.silenceAfter(airTime)))));
    long pauses = (1L << exponent) - 1;
    allFree = pauses == 0 ? Instant.MIN : end.plus(airTime.multipliedBy(pauses));
  }

  private void silence(Silence latest) {
    Stream<Silence> others = silences.stream().filter(it -> !it.band().equals(latest.band()));
    silences = Stream.concat(others, Stream.of(latest)).collect(toUnmodifiableList());
  }

  /** Whether every frequency may be used, as far as duty cycles go. */
  boolean isOpen(Instant now) {
    if (allFree.isAfter(now)) {
      return false;
    }
    for (Silence silence : silences) {
      if (silence.end().isAfter(now)) {
        return false;
      }
    }
    return true;
  }

  /** From when on this frequency may be used, as far as duty cycles go. */
  Instant freeAt(int frequencyHz) {
    Instant band = region.subBand(frequencyHz).map(this::endOfSilence).orElse(Instant.MIN);
    return band.isAfter(allFree) ? band : allFree;
  }

  private Instant endOfSilence(SubBand band) {
    for (Silence silence : silences) {
      if (silence.band().equals(band)) {
        return silence.end();
      }
    }
    return Instant.MIN;
  }
}
