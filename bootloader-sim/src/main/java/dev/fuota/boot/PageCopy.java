package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.image.ImageSource;

/**
 * The first octets of a source over the first sectors of a slot: sector 1 first, sector 0 last, so
 * that nobody meets a header before the rest is there.
 *
 * @param length octets to copy, at least 1
 */
record PageCopy(ImageSource from, String name, Flash to, int length) implements CopyPlan {
  @Override
  public int steps() {
    return to.geometry().sectorOf(length - 1) + 1;
  }

  @Override
  public Step step(int index) {
    Geometry geometry = to.geometry();
    int sector = (index + 1) % steps();
    int offset = geometry.sectorOffset(sector);
    int count = Math.min(length - offset, geometry.sectorSize(sector));
    return new Step(name, to, offset, count, from, offset);
  }
}
