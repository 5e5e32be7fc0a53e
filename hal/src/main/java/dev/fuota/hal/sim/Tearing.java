package dev.fuota.hal.sim;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Does a part of an operation, as a {@link Tear} says. Deliberate worst cases: what real parts
 * leave lies somewhere among them.
 */
final class Tearing {
  private final Cells cells;
  private final Geometry geometry;
  private final Rewriting rewriting;
  private final int page;
  private final RandomGenerator random;

  /**
   * Tears operations on {@code cells}.
   *
   * @param page octets of the part's page buffer, 0 for none
   */
  Tearing(Cells cells, Rewriting rewriting, int page, RandomGenerator random) {
    this.cells = cells;
    this.geometry = cells.geometry();
    this.rewriting = rewriting;
    this.page = page;
    this.random = random;
  }

  void program(Tear tear, int offset, byte[] values) {
    int granules = values.length / geometry.programSize();
    int reached = random.nextInt(granules);
    switch (tear) {
      case NOTHING -> {}
      case ALL -> program(offset, values, 0, granules);
      case FIRST_PART, WEAK -> program(offset, values, 0, reached);
      case LAST_PART -> program(offset, values, reached + 1, granules);
      case TORN -> tearGranule(offset, values, reached);
      case UNSTABLE -> unsettleGranule(offset, values, reached);
      case UNREADABLE -> spoilGranule(offset, values, reached);
      case DISTURB -> {
        tearGranule(offset, values, reached);
        disturb(offset + reached * geometry.programSize());
      }
    }
  }

  private void program(int offset, byte[] values, int first, int end) {
    if (first >= end) {
      return;
    }
    int from = first * geometry.programSize();
    byte[] part = Arrays.copyOfRange(values, from, end * geometry.programSize());
    try {
      rewriting.program(offset + from, part);
    } catch (FlashFault refused) {
      return; // the part stopped there, and then the power failed: nobody is told
    }
  }

  private void tearGranule(int offset, byte[] values, int reached) {
    program(offset, values, 0, reached);
    int from = reached * geometry.programSize();
    Sector sector = cells.own(geometry.sectorOf(offset + from));
    int start = geometry.sectorOffset(geometry.sectorOf(offset + from));
    for (int i = from; i < from + geometry.programSize(); i++) {
      int index = offset + i - start;
      byte before = sector.at(index);
      sector.set(index, mixed(before, rewriting.merged(before, values[i])));
      useIfSeen(sector, index, sector.at(index) != (byte) geometry.erasedValue());
    }
  }

  private void unsettleGranule(int offset, byte[] values, int reached) {
    program(offset, values, 0, reached);
    int from = reached * geometry.programSize();
    Sector sector = cells.own(geometry.sectorOf(offset + from));
    int start = geometry.sectorOffset(geometry.sectorOf(offset + from));
    for (int i = from; i < from + geometry.programSize(); i++) {
      int index = offset + i - start;
      byte before = sector.at(index);
      sector.damaged().unsettle(index, before ^ rewriting.merged(before, values[i]));
      useIfSeen(sector, index, values[i] != (byte) geometry.erasedValue());
    }
  }

  /** Parts without ECC do not notice an operation that changed no cell. */
  private void useIfSeen(Sector sector, int index, boolean changed) {
    if (changed || cells.hasEcc()) {
      sector.use(index, 1);
    }
  }

  private void spoilGranule(int offset, byte[] values, int reached) {
    if (!cells.hasEcc()) {
      tearGranule(offset, values, reached);
      return;
    }
    program(offset, values, 0, reached);
    int at = offset + reached * geometry.programSize();
    Sector sector = cells.own(geometry.sectorOf(at));
    int index = at - geometry.sectorOffset(geometry.sectorOf(at));
    sector.use(index, 1);
    sector.damaged().makeUnreadable(index);
  }

  /** Changes another octet of the page around {@code at}; some bits that read as erased. */
  private void disturb(int at) {
    if (page == 0 || cells.hasEcc()) {
      return;
    }
    int victim = at / page * page + (at % page + 1 + random.nextInt(page - 1)) % page;
    int index = geometry.sectorOf(victim);
    Sector sector = cells.own(index);
    int in = victim - geometry.sectorOffset(index);
    sector.set(in, rewriting.merged(sector.at(in), (byte) random.nextInt()));
  }

  void erase(Tear tear, int index) {
    int size = geometry.sectorSize(index);
    int reached = random.nextInt(size);
    switch (tear) {
      case NOTHING -> {}
      case ALL -> cells.erase(index);
      case FIRST_PART -> eraseRange(index, 0, reached);
      case LAST_PART -> eraseRange(index, reached, size);
      case TORN, DISTURB -> mixRange(index, reached, reached + random.nextInt(size - reached) + 1);
      case UNSTABLE -> unsettleSector(index);
      case UNREADABLE -> spoilSector(index);
      case WEAK -> {
        cells.erase(index);
        cells.own(index).damaged().weaken();
      }
    }
  }

  /** Erases a part of the octets; granules that keep an octet stay used. */
  private void eraseRange(int index, int from, int to) {
    Sector before = cells.own(index);
    cells.erase(index);
    Sector after = cells.own(index);
    for (int i = 0; i < geometry.sectorSize(index); i++) {
      if (i < from || i >= to) {
        keep(before, after, i);
      }
    }
  }

  private void mixRange(int index, int from, int to) {
    Sector before = cells.own(index);
    eraseRange(index, 0, from);
    Sector after = cells.own(index);
    for (int i = from; i < to; i++) {
      after.set(i, mixed(before.at(i), (byte) geometry.erasedValue()));
      after.use(i, 1);
    }
  }

  private void unsettleSector(int index) {
    Sector sector = cells.own(index);
    for (int i = 0; i < geometry.sectorSize(index); i++) {
      sector.damaged().unsettle(i, sector.at(i) ^ geometry.erasedValue());
      sector.use(i, 1);
    }
  }

  private void spoilSector(int index) {
    if (!cells.hasEcc()) {
      mixRange(index, 0, geometry.sectorSize(index));
      return;
    }
    cells.erase(index);
    Sector sector = cells.own(index);
    int granules = geometry.sectorSize(index) / geometry.programSize();
    int spoilt = 1 + random.nextInt(granules);
    for (int i = 0; i < spoilt; i++) {
      int at = random.nextInt(granules) * geometry.programSize();
      sector.damaged().makeUnreadable(at);
      sector.use(at, 1);
    }
  }

  private static void keep(Sector before, Sector after, int index) {
    after.set(index, before.at(index));
    after.use(index, 1);
  }

  /** {@code from} on its way to {@code to}: each bit that differs has changed or not. */
  private byte mixed(byte from, byte to) {
    return (byte) (from ^ ((from ^ to) & random.nextInt()));
  }
}
