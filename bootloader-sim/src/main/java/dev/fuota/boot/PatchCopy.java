package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.expand.InPlace;
import dev.fuota.protocol.image.ImageSource;
import java.util.Arrays;

/**
 * A patch applied in the primary slot itself, of equal sectors: the old image goes up by the
 * patch's shift, from its last sector down; then the new one is made from the first sector up. A
 * segment reads only what lies above it, so its sectors may be made again.
 */
final class PatchCopy implements CopyPlan {
  private final Flash primary;
  private final InPlace sizes;
  private final int sector;
  private final ImageSource result;

  PatchCopy(Flash primary, InPlace sizes, Unpacking unpacking) {
    this.primary = primary;
    this.sizes = sizes;
    this.sector = primary.geometry().sectorSize(0);
    this.result = unpacking.open(moved(), sizes.newSize());
  }

  /** Whether the sizes of the patch are those of the sectors. */
  static boolean fits(Flash primary, InPlace sizes) {
    Geometry geometry = primary.geometry();
    return geometry.isUniform()
        && sizes.memorySize() <= Layout.untilTrailer(primary)
        && sizes.segmentSize() % geometry.sectorSize(0) == 0
        && sizes.shiftSize() % geometry.sectorSize(0) == 0;
  }

  /** Octets of the old image that are there after it was moved. */
  private int kept() {
    return Math.max(0, Math.min(sizes.oldSize(), sizes.memorySize() - sizes.shiftSize()));
  }

  private int moves() {
    return sizes.shiftSize() == 0 ? 0 : sectors(kept());
  }

  private int sectors(int octets) {
    return (octets + sector - 1) / sector;
  }

  @Override
  public int steps() {
    return moves() + sectors(sizes.newSize());
  }

  @Override
  public Step step(int index) {
    if (index < moves()) {
      int at = (moves() - 1 - index) * sector;
      int length = Math.min(sector, kept() - at);
      return new Step(
          SwapPlan.PRIMARY, primary, at + sizes.shiftSize(), length, new FlashSource(primary), at);
    }
    int at = (index - moves()) * sector;
    int length = Math.min(sector, sizes.newSize() - at);
    return new Step(SwapPlan.PRIMARY, primary, at, length, result, at);
  }

  /** The old image where it was moved to. */
  private ImageSource moved() {
    FlashSource memory = new FlashSource(primary);
    return new ImageSource() {
      @Override
      public int length() {
        return sizes.oldSize();
      }

      @Override
      public void read(int offset, byte[] into, int at, int length) {
        // What was moved out of the memory, or is overwritten, the patch does not use: it is read
        // only to make again, and throw away, what is there already.
        Arrays.fill(into, at, at + length, (byte) 0);
        int count = Math.max(0, Math.min(length, kept() - offset));
        try {
          memory.read(offset + sizes.shiftSize(), into, at, count);
        } catch (FlashFault inWork) {
          readByGranule(memory, offset + sizes.shiftSize(), into, at, count);
        }
      }
    };
  }

  private static void readByGranule(
      FlashSource memory, int offset, byte[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      try {
        memory.read(offset + i, into, at + i, 1);
      } catch (FlashFault inWork) {
        into[at + i] = 0;
      }
    }
  }
}
