package dev.fuota.server.planner;

import java.util.List;

/**
 * Whether a device has the whole file in the end.
 *
 * @param ranks of the coded fragments
 * @param rowsMax lost fragments that the device can repair at most
 */
record Repair(Ranks ranks, int rowsMax) {

  /**
   * One way in which a session can go.
   *
   * @param lost how many uncoded fragments are lost, weighted with how probable this way is
   * @param received how many coded ones arrive
   */
  record Way(Window lost, Window received) {}

  /** All ways together; their weights sum up to 1. */
  Odds odds(List<Way> ways) {
    double success = 0;
    double failure = 0;
    for (Way way : ways) {
      Odds odds = odds(way);
      success += odds.success();
      failure += odds.failure();
    }
    return new Odds(success, failure);
  }

  private Odds odds(Way way) {
    Window received = way.received();
    double[] below = received.below();
    double[] fromOn = received.fromOn();
    double mean = received.mean();
    double success = 0;
    double failure = 0;
    for (int lost = way.lost().from(); lost < way.lost().to(); lost++) {
      double weight = way.lost().at(lost);
      if (lost == 0) {
        success += weight;
      } else if (lost > rowsMax) {
        failure += weight;
      } else {
        double bad = below[clamp(lost, received)];
        double good = fromOn[clamp(lost + Ranks.SURPLUS_MAX, received)];
        for (int rows = Math.max(lost, received.from());
            rows < Math.min(lost + Ranks.SURPLUS_MAX, received.to());
            rows++) {
          double fails = ranks.failure(lost, rows - lost, weight);
          bad += received.at(rows) * fails;
          good += received.at(rows) * (1 - fails);
        }
        double never = ranks.never(lost, mean);
        success += weight * good * (1 - never);
        failure += weight * (bad + good * never);
      }
    }
    return new Odds(success, failure);
  }

  private static int clamp(int count, Window window) {
    return Math.max(0, Math.min(count - window.from(), window.weights().length));
  }
}
