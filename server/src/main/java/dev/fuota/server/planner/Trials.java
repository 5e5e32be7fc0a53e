package dev.fuota.server.planner;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRows;
import dev.fuota.protocol.fec.SharedParityRows;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What the product's own decoder makes of losses that are drawn, to be held against what is
 * computed. Each trial is one device: it is offered what arrives until its block is complete.
 */
public final class Trials {
  private static final long ROWS_OCTETS = 32 << 20;

  /** 95 % of a normal distribution are within so many standard deviations. */
  private static final double Z = 1.959964;

  private final int[] needed;

  private Trials(int[] needed) {
    this.needed = needed;
  }

  /**
   * Draws devices.
   *
   * @param nbFrag uncoded fragments, 1 or more
   * @param codedMax coded fragments that are sent at most; all together at most 16383
   * @param rowsMax lost fragments that a device can repair, 1 or more
   * @param trials how many devices
   */
  public static Trials run(
      ParityMatrix matrix,
      LossDistribution loss,
      int nbFrag,
      int codedMax,
      int rowsMax,
      int trials,
      RandomGenerator random) {
    ParityRows rows = new SharedParityRows(ROWS_OCTETS).rows(matrix, nbFrag);
    int[] needed = new int[trials];
    for (int i = 0; i < trials; i++) {
      FecDecoder decoder = new FecDecoder(rows, rowsMax);
      Draw draw = Draw.of(loss, random);
      int n = 0;
      while (n < nbFrag + codedMax && !(n >= nbFrag && decoder.complete())) {
        n++;
        if (!draw.losesNext()) {
          decoder.offer(n);
        }
      }
      needed[i] = decoder.complete() ? n - nbFrag : Integer.MAX_VALUE;
    }
    Arrays.sort(needed);
    return new Trials(needed);
  }

  /** The share of devices that have the whole file after so many coded fragments. */
  public double success(int coded) {
    int within = 0;
    while (within < needed.length && needed[within] <= coded) {
      within++;
    }
    return (double) within / needed.length;
  }

  /** How many devices were drawn. */
  public int devices() {
    return needed.length;
  }

  /**
   * A share, and what it is likely to be of all devices there could be.
   *
   * @param low end of the interval, 0..{@code share}
   * @param high the other end
   */
  public record Estimate(double share, double low, double high) {
    /** Whether that is within the interval, or at most so far outside. */
    public boolean admits(double probability, double tolerance) {
      return probability >= low - tolerance && probability <= high + tolerance;
    }
  }

  /** {@link #success} with its interval of 95 % confidence (Wilson's score). */
  public Estimate estimate(int coded) {
    double n = needed.length;
    double share = success(coded);
    double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return new Estimate(share, Math.min(share, middle - half), Math.max(share, middle + half));
  }

  /** The losses of one device. */
  private interface Draw {
    boolean losesNext();

    static Draw of(LossDistribution loss, RandomGenerator random) {
      if (loss instanceof LossDistribution.Bursts bursts) {
        BurstChain chain = new BurstChain(bursts.chain(), random);
        return chain::losesNext;
      }
      double each =
          loss instanceof LossDistribution.Independent independent
              ? independent.loss()
              : any((LossDistribution.PerDevice) loss, random);
      return () -> random.nextDouble() < each;
    }

    private static double any(LossDistribution.PerDevice devices, RandomGenerator random) {
      return devices.losses().get(random.nextInt(devices.losses().size()));
    }
  }
}
