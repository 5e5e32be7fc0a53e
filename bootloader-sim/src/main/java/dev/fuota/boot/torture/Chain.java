package dev.fuota.boot.torture;

import java.util.List;
import java.util.Optional;

/** Cuts that come one after the other. */
final class Chain {
  private final List<Cut> cuts;
  private int next;

  Chain(List<Cut> cuts) {
    this.cuts = List.copyOf(cuts);
  }

  /** The cut that comes next, if there is one more. */
  Optional<Cut> current() {
    return next < cuts.size() ? Optional.of(cuts.get(next)) : Optional.empty();
  }

  /** The cut that tears this operation, counted from the last cut. */
  Optional<Cut> before(int operation) {
    return current().filter(cut -> cut.operation() == operation);
  }

  void next() {
    next++;
  }
}
