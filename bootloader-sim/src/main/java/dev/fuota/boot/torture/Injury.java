package dev.fuota.boot.torture;

import dev.fuota.boot.torture.Layout.Range;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashDefect;
import dev.fuota.hal.sim.NorFlash;
import java.util.List;
import java.util.SplittableRandom;

/** Brings the defect of a cut into a flash, at a place that the cut's seed decides. */
final class Injury {
  /** Of a slot's start and end, where the header and the trailer are. */
  private static final int EDGE = 64;

  private final Layout layout;
  private final SplittableRandom random;

  private Injury(Layout layout, Cut cut) {
    this.layout = layout;
    this.random = new SplittableRandom(Dice.mix(cut.seed() * 31L + cut.operation()));
  }

  /**
   * Does it.
   *
   * @param operations that the flash has done so far
   */
  static void inflict(NorFlash flash, Layout layout, Cut cut, long operations) {
    Injury injury = new Injury(layout, cut);
    Geometry shape = flash.geometry();
    int offset = injury.offset();
    int mask = 1 << injury.random.nextInt(Byte.SIZE);
    switch (cut.defect()) {
      case NONE -> {}
      case FLIP -> flash.inject(new FlashDefect.FlippedBits(offset, injury.flip(mask)));
      case STUCK ->
          flash.inject(new FlashDefect.StuckBits(offset, mask, injury.random.nextInt(2) * mask));
      case WORN -> flash.inject(new FlashDefect.WornSector(shape.sectorOf(offset)));
      case DEAD -> flash.inject(new FlashDefect.DeadSector(shape.sectorOf(offset)));
      case FAIL -> flash.inject(new FlashDefect.FailingOperation(operations + 1));
    }
  }

  private int flip(int mask) {
    return layout.part().ecc() ? 0b101 : mask;
  }

  /** Each partition alike; half of the places near its start or its end. */
  private int offset() {
    List<Range> ranges = List.copyOf(layout.ranges().values());
    Range range = ranges.get(random.nextInt(ranges.size()));
    int start = layout.part().geometry().sectorOffset(range.first());
    int size = layout.octets(range);
    return start
        + switch (random.nextInt(4)) {
          case 0 -> random.nextInt(Math.min(EDGE, size));
          case 1 -> size - 1 - random.nextInt(Math.min(EDGE, size));
          default -> random.nextInt(size);
        };
  }
}
