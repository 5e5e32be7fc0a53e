package dev.fuota.tests.msu;

import dev.fuota.fleet.lan.LinkQuality;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What befell a client, by which its result is judged. */
enum Fate {
  LOSS,
  OUTAGE,
  CRASH,
  DISK_FULL,
  DISK_READ_ONLY,
  SERVER_DIED,
  ABORTED,
  /**
   * Octets of datagrams were changed, or somebody spoke in the server's name. Also the next server
   * at the same address does, to a client that still listens to the one before: frames name no
   * transaction.
   */
  SPOILT;

  private static final double LOSS_MAX = 0.25;
  private static final double SOME = 0.05;
  private static final double SPOILT_MAX = 0.02;
  private static final int DELAY_MAX_MS = 400;

  /** Draws the link of a client, and notes what that means for it. */
  static LinkQuality link(RandomGenerator random, boolean spoilt, Set<Fate> fates) {
    double loss =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> random.nextDouble() * SOME;
          default -> random.nextDouble() * LOSS_MAX;
        };
    if (loss > 0) {
      fates.add(LOSS);
    }
    if (spoilt) {
      fates.add(SPOILT);
    }
    return new LinkQuality(
        loss,
        random.nextBoolean() ? 0 : random.nextDouble() * SOME,
        random.nextBoolean() ? 0 : random.nextDouble() * SOME * 2,
        spoilt ? random.nextDouble() * SPOILT_MAX : 0,
        Duration.ofMillis(1 + random.nextInt(DELAY_MAX_MS)));
  }

  /**
   * Whether a result code may come of what befell a client.
   *
   * @param code of a status (MSU digest, section 5.5)
   */
  static boolean explains(Set<Fate> fates, int code) {
    return switch (code) {
      case 1, 8, 9, 10, 11, 12, 13, 17, 19 -> fates.contains(SPOILT);
      // Also after a disk that failed: the file is announced again, and late.
      case 2, 3, 5, 16 -> !fates.isEmpty();
      case 4 -> fates.contains(ABORTED) || fates.contains(SPOILT);
      case 6 -> fates.contains(DISK_FULL);
      case 7 -> fates.contains(DISK_READ_ONLY) || fates.contains(DISK_FULL);
      default -> false;
    };
  }
}
