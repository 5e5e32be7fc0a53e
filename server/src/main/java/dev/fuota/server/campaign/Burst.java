package dev.fuota.server.campaign;

import java.util.Collection;

/**
 * How many coded fragments make the devices complete that are wanted. One that needs r has full
 * rank with r + s random rows but for a chance of about 2^-s; and of those on air it will get the
 * share that it got of all so far.
 */
final class Burst {
  private static final int MARGIN = 3;

  /** However much was lost so far, no more is expected than four times of what arrives. */
  private static final int LOSS_FACTOR_MAX = 4;

  private Burst() {}

  /**
   * When the burst is planned.
   *
   * @param sent fragments of all kinds so far, at least {@code nbFrag}
   * @param least {@code adaptive_burst}
   */
  record Situation(int nbFrag, int sent, int least) {}

  /**
   * Coded fragments of the burst, as many as the neediest of the wanted devices needs; 0 if they
   * would help nobody.
   *
   * @param needs of each device that said so, 1 or more, {@link Participant#BEYOND_HELP} for those
   *     that coded fragments do not help
   * @param wanted how many of these have to become complete
   */
  static int of(Collection<Integer> needs, int wanted, Situation now) {
    int[] helped =
        needs.stream()
            .mapToInt(Integer::intValue)
            .filter(count -> count < Participant.BEYOND_HELP)
            .sorted()
            .toArray();
    if (helped.length == 0) {
      return needs.isEmpty() ? now.least() : 0;
    }
    int neediest = helped[Math.min(Math.max(1, wanted), helped.length) - 1];
    return Math.max(now.least(), onAir(neediest, now));
  }

  private static int onAir(int need, Situation now) {
    long arrived = Math.max(1, Math.max(now.nbFrag() - need, now.sent() / LOSS_FACTOR_MAX));
    long wanted = (long) (need + MARGIN) * now.sent();
    return (int) ((wanted + arrived - 1) / arrived);
  }
}
