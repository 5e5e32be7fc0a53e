package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Geometry;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What is wrong with a part for good. Erasing does not cure it. */
final class Defects {
  /** Which bits of an octet are stuck, and at what. */
  private record Stuck(int mask, int value) {
    Stuck and(int moreMask, int moreValue) {
      return new Stuck(mask | moreMask, (value & ~moreMask) | (moreValue & moreMask));
    }
  }

  private final NavigableMap<Integer, Stuck> stuck = new TreeMap<>();
  private final Set<Integer> dead = new HashSet<>();
  private final Set<Long> failing = new HashSet<>();

  Defects copy() {
    Defects copy = new Defects();
    copy.stuck.putAll(stuck);
    copy.dead.addAll(dead);
    copy.failing.addAll(failing);
    return copy;
  }

  void stick(int offset, int mask, int value) {
    stuck.merge(offset, new Stuck(mask, value & mask), (old, more) -> old.and(mask, value));
  }

  void kill(int sector) {
    dead.add(sector);
  }

  void failAt(long operation) {
    failing.add(operation);
  }

  /** Whether the part reports that operation {@code number} failed. */
  boolean fails(long number) {
    return failing.contains(number);
  }

  /** One more bit of the sector is stuck: the oxide is worn through, either way. */
  void wearOut(Geometry geometry, int sector, RandomGenerator random) {
    int offset = geometry.sectorOffset(sector) + random.nextInt(geometry.sectorSize(sector));
    stick(offset, 1 << random.nextInt(Byte.SIZE), random.nextInt());
  }

  /** Whether all sectors of a range take operations. */
  boolean areAlive(Geometry geometry, int offset, int length) {
    int first = geometry.sectorOf(offset);
    int last = geometry.sectorOf(offset + length - 1);
    return dead.stream().noneMatch(sector -> sector >= first && sector <= last);
  }

  /** Lets the stuck bits of a range read as they do, after the cells were changed. */
  void show(Cells cells, int offset, int length) {
    for (Map.Entry<Integer, Stuck> entry : stuck.subMap(offset, offset + length).entrySet()) {
      int index = cells.geometry().sectorOf(entry.getKey());
      int at = entry.getKey() - cells.geometry().sectorOffset(index);
      Stuck bits = entry.getValue();
      int kept = cells.at(index).at(at);
      Sector sector = cells.own(index);
      sector.damaged().flip(at, (kept ^ bits.value()) & bits.mask());
    }
  }
}
