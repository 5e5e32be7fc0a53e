package dev.fuota.hal.sim;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a part does when granules are programmed that were programmed before. */
final class Rewriting {
  private final Cells cells;
  private final Geometry geometry;
  private final ProgramRule rule;

  Rewriting(Cells cells, ProgramRule partRule) {
    this.cells = cells;
    this.geometry = cells.geometry();
    this.rule = partRule;
  }

  /** The first granule of the range that the part does not allow to be programmed so, or -1. */
  int firstRefused(int offset, byte[] values) {
    for (int from = 0; from < values.length; from += geometry.programSize()) {
      if (!allows(offset + from, values, from)) {
        return offset + from;
      }
    }
    return -1;
  }

  private boolean allows(int at, byte[] values, int from) {
    return !isBeyondLimit(at) && (isErased(at) || fits(at, values, from));
  }

  private boolean isErased(int at) {
    return cells.firstUsed(at, geometry.programSize()) < 0;
  }

  /** Whether the granule was programmed as often as the part bears. */
  private boolean isBeyondLimit(int at) {
    int index = geometry.sectorOf(at);
    Sector sector = cells.at(index);
    int in = at - geometry.sectorOffset(index);
    if (rule.counts() && sector.blockWrites(in, rule.block()) >= rule.blockWrites()) {
      return true;
    }
    return !rule.zeros() && !isErased(at) && sector.rewrites(in) >= rule.writes() - 1;
  }

  /** Whether a granule that was programmed can read as {@code values} afterwards. */
  private boolean fits(int at, byte[] values, int from) {
    int index = geometry.sectorOf(at);
    Sector sector = cells.at(index);
    int in = at - geometry.sectorOffset(index);
    if (rule.zeros()) {
      return isZero(values, from) && !isProgrammedAsErased(sector, in);
    }
    for (int i = 0; i < geometry.programSize(); i++) {
      if (merged(sector.at(in + i), values[from + i]) != values[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Then the ECC is that of the erased value too, and zeros do not go with it any more. */
  private boolean isProgrammedAsErased(Sector sector, int in) {
    @Nullable Damage damage = sector.damage();
    return sector.firstNotErased(in, geometry.programSize()) < 0
        && (damage == null || !damage.isUnreadable(in));
  }

  private boolean isZero(byte[] values, int from) {
    for (int i = from; i < from + geometry.programSize(); i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** What the cells of an octet that read {@code there} read when {@code value} is programmed. */
  byte merged(byte there, byte value) {
    return (byte) (geometry.erasedValue() == 0 ? there | value : there & value);
  }

  /**
   * Programs as the part would, granule by granule. What it does not allow ends in a fault on parts
   * with ECC, with nothing written from there on. On others bits that were changed stay so, and
   * cells beyond the limit are no longer sure.
   */
  void program(int offset, byte[] values) {
    for (int from = 0; from < values.length; from += geometry.programSize()) {
      program(offset + from, values, from);
    }
  }

  private void program(int at, byte[] values, int from) {
    boolean beyond = isBeyondLimit(at);
    int index = geometry.sectorOf(at);
    int in = at - geometry.sectorOffset(index);
    if (!beyond && isErased(at)) {
      cells.program(at, ByteBuffer.wrap(values, from, geometry.programSize()));
    } else if (cells.hasEcc() && !allows(at, values, from)) {
      throw new FlashFault(String.format("granule 0x%x was programmed before", at), at);
    } else {
      merge(cells.own(index), in, values, from, beyond);
    }
    if (rule.counts()) {
      cells.own(index).countInBlock(in, rule.block());
    }
  }

  private void merge(Sector sector, int in, byte[] values, int from, boolean beyond) {
    sector.rewrite(in);
    if (sector.damage() != null && rule.zeros()) {
      sector.damaged().heal(in);
    }
    for (int i = 0; i < geometry.programSize(); i++) {
      byte there = sector.at(in + i);
      sector.set(in + i, merged(there, values[from + i]));
      if (beyond) {
        sector.damaged().unsettle(in + i, there ^ values[from + i]);
      }
    }
  }
}
