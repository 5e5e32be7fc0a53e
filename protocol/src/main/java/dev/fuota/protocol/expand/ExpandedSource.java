package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;
import java.util.Objects;
import java.util.function.Function;

/**
 * The expanded image where it is wanted as something to read. Reading forwards pulls the decoder;
 * reading backwards starts it again.
 */
final class ExpandedSource implements ImageSource {
  private static final int SKIP = 32;

  private final Function<RamBudget, Expander> opening;
  private final int length;
  private final RamBudget budget;
  private Expander expander;

  ExpandedSource(Function<RamBudget, Expander> opening, int length, RamBudget budget) {
    this.opening = opening;
    this.length = length;
    this.budget = budget.part();
    this.expander = opening.apply(this.budget);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void read(int offset, byte[] into, int at, int count) {
    Objects.checkFromIndexSize(offset, count, length);
    if (offset < expander.position() || expander.failure().isPresent()) {
      budget.release();
      expander = opening.apply(budget);
    }
    byte[] skipped = new byte[SKIP];
    while (expander.position() < offset) {
      pull(skipped, 0, Math.min(SKIP, offset - expander.position()));
    }
    pull(into, at, count);
  }

  private void pull(byte[] into, int at, int count) {
    if (expander.read(into, at, count) < count) {
      throw expander
          .failure()
          .map(ExpandFault::new)
          .orElseGet(() -> ExpandFault.bad("the result ends at octet " + expander.position()));
    }
  }

  void close() {
    budget.release();
  }
}
