package dev.fuota.boot.torture;

import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.List;

/** Which ways there are to tear an operation. */
final class Cuts {
  private Cuts() {}

  /** Every way, and those that leave something to chance with so many seeds. */
  static List<Cut> every(int number, FlashOperation operation, boolean ecc, int seeds) {
    List<Cut> cuts = new ArrayList<>();
    for (Tear tear : Tear.values()) {
      if (isDifferent(tear, operation, ecc)) {
        for (int seed = 0; seed < (hasChance(tear) ? seeds : 1); seed++) {
          cuts.add(new Cut(number, tear, seed));
        }
      }
    }
    return cuts;
  }

  /** The operation is not begun, or done and nobody learns. */
  static boolean isClean(Tear tear) {
    return tear == Tear.NOTHING || tear == Tear.ALL;
  }

  private static boolean hasChance(Tear tear) {
    return !isClean(tear) && tear != Tear.WEAK;
  }

  /** Whether the tear leaves anything that no other one leaves. */
  private static boolean isDifferent(Tear tear, FlashOperation operation, boolean ecc) {
    boolean program = operation.kind() == FlashOperation.Kind.PROGRAM;
    return switch (tear) {
      case UNREADABLE -> ecc;
      case WEAK -> !program;
      default -> true;
    };
  }
}
