package dev.fuota.server.planner;

import dev.fuota.protocol.fec.ParityMatrix;

/** Chooses fragment sizes. */
final class FragSizes {
  /** So many fragments more for each hundred cost nearly nothing. */
  private static final int PERCENT_MORE = 1;

  private FragSizes() {}

  /** As {@link Planner#bestFragSize}. */
  static int best(ParityMatrix matrix, int length, int largest) {
    int fewest = quotient(length, largest);
    int most = fewest + quotient(fewest * PERCENT_MORE, 100);
    for (int count = fewest; count <= most && count <= Planner.FRAGMENTS_MAX; count++) {
      int size = quotient(length, count);
      if (quotient(length, size) == count && Twins.of(matrix, count).pairs().isEmpty()) {
        return size;
      }
    }
    return quotient(length, fewest);
  }

  /** Rounded up. */
  private static int quotient(int length, int part) {
    return (int) ((length + part - 1L) / part);
  }
}
