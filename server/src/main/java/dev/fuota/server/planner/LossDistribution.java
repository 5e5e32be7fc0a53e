package dev.fuota.server.planner;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which frames a device loses. A frame of any length is lost alike: none of these models knows
 * signal strengths.
 */
public sealed interface LossDistribution {
  /** A decimal number, with a percent sign or without. */
  Pattern SHARE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,18})?) ?(%?)");

  /** Share and mean length. */
  Pattern BURSTS = Pattern.compile("ge:([^,]+),(\\d{1,4}(?:\\.\\d{1,6})?)");

  /**
   * Every frame is lost with the same probability, whatever became of the others.
   *
   * @param loss 0..1
   */
  record Independent(double loss) implements LossDistribution {
    public Independent {
      checkProbability(loss);
    }
  }

  /** Losses in bursts, the same chain for each device. */
  record Bursts(GilbertElliott chain) implements LossDistribution {}

  /**
   * Each device has its own loss, independent from frame to frame, as measured.
   *
   * @param losses 0..1 of each device, or of a sample of them; not empty
   */
  record PerDevice(List<Double> losses) implements LossDistribution {
    public PerDevice {
      losses = List.copyOf(losses);
      if (losses.isEmpty()) {
        throw new IllegalArgumentException("no device");
      }
      losses.forEach(LossDistribution::checkProbability);
    }
  }

  /**
   * As people write it: {@code 10%} or {@code 0.1} for independent losses, {@code ge:10%,4} for
   * bursts of 4 frames in the mean, below 100 %; empty if it is none of these.
   */
  static Optional<LossDistribution> parse(String text) {
    Matcher bursts = BURSTS.matcher(text);
    if (!bursts.matches()) {
      return share(text).filter(loss -> loss <= 1).map(Independent::new);
    }
    double burst = Double.parseDouble(bursts.group(2));
    return share(bursts.group(1))
        .filter(loss -> loss < 1 && burst >= 1)
        .map(loss -> new Bursts(GilbertElliott.of(loss, burst)));
  }

  /** A share such as {@code 20%} or {@code 0.2}, 0 or more; empty if it is none. */
  static Optional<Double> share(String text) {
    Matcher matcher = SHARE.matcher(text);
    return matcher.matches()
        ? Optional.of(Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100))
        : Optional.empty();
  }

  /** Throws unless {@code value} is within 0..1. */
  static void checkProbability(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("probability " + value);
    }
  }
}
