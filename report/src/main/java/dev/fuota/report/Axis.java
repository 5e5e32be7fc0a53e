package dev.fuota.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from {@code min} to {@code max}, drawn between two coordinates.
 *
 * @param max value at {@code to}, above {@code min}
 * @param from coordinate of {@code min}
 */
public record Axis(double min, double max, double from, double to) {
  private static final double[] TIME_STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
  };

  /** One that begins with 0. */
  public Axis(double max, double from, double to) {
    this(0, max, from, to);
  }

  /** The coordinate of {@code value}. */
  public double at(double value) {
    return from + (to - from) * (value - min) / (max - min);
  }

  /** Round whole numbers, at most {@code count} of them besides the first. */
  public List<Double> ticks(int count) {
    return multiples(Math.max(1, step(count)));
  }

  /** Round numbers, whole or not, at most {@code count} of them besides the first. */
  public List<Double> fineTicks(int count) {
    return multiples(step(count));
  }

  /** Round times in seconds, at most {@code count} of them besides the first. */
  public List<Double> timeTicks(int count) {
    for (double step : TIME_STEPS) {
      if ((max - min) / step <= count) {
        return multiples(step);
      }
    }
    return multiples(Math.ceil((max - min) / count / 86400) * 86400);
  }

  private double step(int count) {
    double power = Math.pow(10, Math.floor(Math.log10((max - min) / count)));
    for (double step : new double[] {power, 2 * power, 5 * power}) {
      if ((max - min) / step <= count) {
        return step;
      }
    }
    return 10 * power;
  }

  /** Each a product, so that no error adds up. */
  private List<Double> multiples(double step) {
    List<Double> ticks = new ArrayList<>();
    double end = max + (max - min) * 0.0001;
    for (long n = (long) Math.ceil(min / step - 1e-9); n * step <= end; n++) {
      ticks.add(n * step);
    }
    return ticks;
  }
}
