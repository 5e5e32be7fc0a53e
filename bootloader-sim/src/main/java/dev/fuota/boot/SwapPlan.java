package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import java.util.function.IntFunction;

/**
 * The slots change their content. The image that leaves the primary slot may be longer or shorter
 * than the one that comes; of each only its own sectors are copied.
 */
abstract class SwapPlan implements CopyPlan {
  static final String PRIMARY = "primary slot";
  static final String SECONDARY = "secondary slot";

  final Flash primary;
  final Flash secondary;
  final int leaving;
  final int coming;
  private final Geometry geometry;

  /**
   * Between two slots whose sectors are alike.
   *
   * @param leaving octets of the image in the primary slot
   * @param coming octets of the image in the secondary slot
   */
  SwapPlan(Flash primary, Flash secondary, int leaving, int coming) {
    this.primary = primary;
    this.secondary = secondary;
    this.leaving = leaving;
    this.coming = coming;
    this.geometry = primary.geometry();
  }

  /**
   * Brings back what was in the primary slot when {@code failed} could not be done. May be begun
   * anew only at the step that was cut, as any plan.
   */
  abstract CopyPlan restore(int failed);

  /** How many sectors the longer image has. */
  final int sectors() {
    return geometry.sectorOf(Math.max(leaving, coming) - 1) + 1;
  }

  /** Octets of an image of {@code length} in sector {@code sector}. */
  final int part(int length, int sector) {
    int there = length - geometry.sectorOffset(sector);
    return Math.max(0, Math.min(there, geometry.sectorSize(sector)));
  }

  final Step toPrimary(int sector, int length, Flash from, int fromSector) {
    return step(PRIMARY, primary, sector, length, from, fromSector);
  }

  final Step toSecondary(int sector, int length, Flash from, int fromSector) {
    return step(SECONDARY, secondary, sector, length, from, fromSector);
  }

  static Step step(String name, Flash to, int sector, int length, Flash from, int fromSector) {
    return new Step(
        name,
        to,
        to.geometry().sectorOffset(sector),
        length,
        new FlashSource(from),
        from.geometry().sectorOffset(fromSector));
  }

  /** Steps that are made one by one. */
  record Steps(int steps, IntFunction<Step> maker) implements CopyPlan {
    @Override
    public Step step(int index) {
      return maker.apply(index);
    }
  }
}
