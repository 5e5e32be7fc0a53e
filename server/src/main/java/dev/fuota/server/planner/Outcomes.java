package dev.fuota.server.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes what becomes of all devices for several numbers of coded fragments. */
final class Outcomes {
  /** Losses between which the odds of devices are interpolated. */
  private static final int GRID = 33;

  /** Distinct losses up to which each is computed by itself. */
  private static final int DISTINCT_MAX = 40;

  /** From so many standard deviations above the mean of what is needed on, all is certain. */
  private static final double SURE = 9;

  private final SampledRanks ranks;
  private final int rowsMax;
  private final int nbFrag;
  private final int devices;

  /**
   * Outcomes of a session.
   *
   * @param rowsMax lost fragments that a device can repair at most
   */
  Outcomes(SampledRanks ranks, int rowsMax, int nbFrag, int devices) {
    this.ranks = ranks;
    this.rowsMax = rowsMax;
    this.nbFrag = nbFrag;
    this.devices = devices;
  }

  /**
   * One for each of {@code coded}.
   *
   * @param coded rising
   */
  List<Outcome> of(LossDistribution loss, List<Integer> coded) {
    if (loss instanceof LossDistribution.Independent independent) {
      return coded.stream()
          .map(
              count ->
                  Outcome.alike(independent(repair(count), count, independent.loss()), devices))
          .toList();
    }
    return loss instanceof LossDistribution.Bursts bursts
        ? bursts(bursts.chain(), coded)
        : perDevice((LossDistribution.PerDevice) loss, coded);
  }

  private Repair repair(int coded) {
    return new Repair(ranks.of(coded), rowsMax);
  }

  private Odds independent(Repair repair, int coded, double loss) {
    return repair.odds(
        List.of(new Repair.Way(Window.binomial(nbFrag, loss), Window.binomial(coded, 1 - loss))));
  }

  private List<Outcome> bursts(GilbertElliott chain, List<Integer> coded) {
    ChainCounts uncoded = new ChainCounts(chain, nbFrag, chain.stationaryBad()).until(nbFrag);
    int last = coded.get(coded.size() - 1);
    ChainCounts afterGood = new ChainCounts(chain, last, 0);
    ChainCounts afterBad = new ChainCounts(chain, last, 1);
    List<Outcome> outcomes = new ArrayList<>();
    for (int count : coded) {
      Odds odds =
          repair(count)
              .odds(
                  List.of(
                      new Repair.Way(uncoded.lost(false), afterGood.until(count).received()),
                      new Repair.Way(uncoded.lost(true), afterBad.until(count).received())));
      outcomes.add(Outcome.alike(odds, devices));
    }
    return outcomes;
  }

  private List<Outcome> perDevice(LossDistribution.PerDevice loss, List<Integer> coded) {
    double[] losses = loss.losses().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return coded.stream().map(count -> perDevice(losses, count)).toList();
  }

  private Outcome perDevice(double[] losses, int coded) {
    double[] distinct = Arrays.stream(losses).distinct().toArray();
    double[] grid = distinct.length <= DISTINCT_MAX ? distinct : grid(losses, coded);
    Repair repair = repair(coded);
    double[] logits =
        Arrays.stream(grid).map(loss -> independent(repair, coded, loss).logit()).toArray();
    double sum = 0;
    double logAll = 0;
    int at = 0;
    for (double loss : losses) {
      while (at < grid.length - 2 && grid[at + 1] < loss) {
        at++;
      }
      Odds odds = Odds.ofLogit(between(grid, logits, at, loss));
      sum += odds.success();
      logAll += odds.logSuccess();
    }
    return new Outcome(sum / losses.length, Math.exp(logAll * devices / losses.length));
  }

  private static double between(double[] grid, double[] values, int at, double x) {
    if (grid.length == 1 || grid[at + 1] == grid[at]) {
      return values[at];
    }
    double share = (x - grid[at]) / (grid[at + 1] - grid[at]);
    return values[at] + share * (values[at + 1] - values[at]);
  }

  /** Losses that there are, densest where success turns into failure. */
  private double[] grid(double[] losses, int coded) {
    double low = losses[0];
    double high = losses[losses.length - 1];
    double sure = Math.max(low, Math.min(high, lossAt(coded, SURE)));
    double hopeless = Math.max(sure, Math.min(high, lossAt(coded, -SURE)));
    double[] grid = new double[GRID + 2];
    grid[0] = low;
    for (int i = 0; i < GRID; i++) {
      grid[i + 1] = sure + (hopeless - sure) * i / (GRID - 1);
    }
    grid[GRID + 1] = high;
    return grid;
  }

  /** The loss at which what arrives is so many standard deviations above what is needed. */
  private double lossAt(int coded, double deviations) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 40; i++) {
      double loss = (low + high) / 2;
      double total = nbFrag + (double) coded;
      double surplus = total * (1 - loss) - nbFrag;
      if (surplus > deviations * Math.sqrt(total * loss * (1 - loss)) + Math.max(0, deviations)) {
        low = loss;
      } else {
        high = loss;
      }
    }
    return low;
  }
}
