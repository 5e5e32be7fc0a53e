package dev.fuota.server.planner;

import java.util.List;

/**
 * Which frames a device loses. A frame of any length is lost alike: none of these models knows
 * signal strengths.
 */
public sealed interface LossDistribution {

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

  /** Throws unless {@code value} is within 0..1. */
  static void checkProbability(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("probability " + value);
    }
  }
}
