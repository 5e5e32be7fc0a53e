package dev.fuota.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from 0 to {@code max}, drawn between two coordinates.
 *
 * @param max value at {@code to}, above 0
 * @param from coordinate of 0
 */
public record Axis(double max, double from, double to) {
  private static final double[] TIME_STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
  };

  /** The coordinate of {@code value}. */
  public double at(double value) {
    return from + (to - from) * value / max;
  }

  /** Round numbers, at most {@code count} of them besides 0. */
  public List<Double> ticks(int count) {
    double power = Math.pow(10, Math.floor(Math.log10(max / count)));
    for (double step : new double[] {power, 2 * power, 5 * power, 10 * power}) {
      if (max / step <= count) {
        return multiples(Math.max(1, step));
      }
    }
    return multiples(max);
  }

  /** Round times in seconds, at most {@code count} of them besides 0. */
  public List<Double> timeTicks(int count) {
    for (double step : TIME_STEPS) {
      if (max / step <= count) {
        return multiples(step);
      }
    }
    return multiples(Math.ceil(max / count / 86400) * 86400);
  }

  private List<Double> multiples(double step) {
    List<Double> ticks = new ArrayList<>();
    for (double value = 0; value <= max * 1.0001; value += step) {
      ticks.add(value);
    }
    return ticks;
  }
}
