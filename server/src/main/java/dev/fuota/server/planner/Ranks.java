package dev.fuota.server.planner;

/** How probable it is that coded fragments do not repair what was lost. */
interface Ranks {
  /** With so many rows more than columns nothing fails. */
  int SURPLUS_MAX = 72;

  /**
   * The probability that the rows received do not have full rank in the columns lost.
   *
   * @param columns lost, 1 or more
   * @param surplus rows received beyond that, 0 or more
   * @param weight how much the answer matters: probability of so many columns lost
   */
  double failure(int columns, int surplus, double weight);

  /**
   * The probability that the rows received do not repair the columns lost however many they are.
   * {@link #failure} is that of all other cases.
   *
   * @param received rows, in the mean
   */
  default double never(int columns, double received) {
    return 0;
  }
}
