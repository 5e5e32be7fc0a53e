package dev.fuota.server.msu;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws Transaction IDs: random, never 0, none twice (MSU-049). */
final class TransactionIds {
  private static final int REMEMBERED = 65_536;

  private final RandomGenerator random;
  private final Set<Integer> used = new LinkedHashSet<>();

  TransactionIds(RandomGenerator random) {
    this.random = random;
  }

  int next() {
    int id = random.nextInt();
    while (id == 0 || !used.add(id)) {
      id = random.nextInt();
    }
    if (used.size() > REMEMBERED) {
      used.remove(used.iterator().next());
    }
    return id;
  }
}
