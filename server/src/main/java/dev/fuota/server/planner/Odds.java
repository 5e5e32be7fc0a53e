package dev.fuota.server.planner;

/**
 * How probable something is, and how probable it is not: both, because a small one is lost in 1
 * minus the other.
 */
record Odds(double success, double failure) {
  static final Odds CERTAIN = new Odds(1, 0);
  static final Odds IMPOSSIBLE = new Odds(0, 1);

  private static final double LEAST = 1e-300;

  /** The logarithm of success to failure, which changes smoothly with a loss. */
  double logit() {
    return Math.log(Math.max(success, LEAST)) - Math.log(Math.max(failure, LEAST));
  }

  static Odds ofLogit(double logit) {
    return new Odds(1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)));
  }

  /** The logarithm of the probability of success, at least a very low one. */
  double logSuccess() {
    return failure < 0.5 ? Math.log1p(-failure) : Math.log(Math.max(success, LEAST));
  }
}
