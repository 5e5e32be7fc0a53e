package dev.fuota.boot.torture;

import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.sim.FlashProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which sectors of a part the bootloader works on. Partitions do not overlap.
 *
 * @param scratch empty where no strategy needs it
 */
public record Layout(
    FlashProfile part, Range primary, Range secondary, Optional<Range> scratch, Range journal) {

  /**
   * A run of sectors.
   *
   * @param first the index of the first one
   * @param count at least 1
   */
  public record Range(int first, int count) {
    public Range {
      if (first < 0 || count < 1) {
        throw new IllegalArgumentException("sectors " + first + "+" + count);
      }
    }

    /** The sector behind the last one. */
    public int end() {
      return first + count;
    }

    boolean overlaps(Range other) {
      return first < other.end() && other.first < end();
    }

    Partition of(Flash flash) {
      return new Partition(flash, first, count);
    }
  }

  public Layout {
    Map<String, Range> ranges = ranges(primary, secondary, scratch, journal);
    ranges.forEach(
        (name, range) -> {
          if (range.end() > part.geometry().sectorCount()) {
            throw new IllegalArgumentException(name + " reaches beyond the part");
          }
          ranges.forEach(
              (other, there) -> {
                if (!other.equals(name) && range.overlaps(there)) {
                  throw new IllegalArgumentException(name + " and " + other + " overlap");
                }
              });
        });
    if (journal.count < 2) {
      throw new IllegalArgumentException("the journal needs two sectors");
    }
  }

  /**
   * The smallest part of this kind that holds an update of images of that size: two slots with a
   * sector for the trailer and one to move through, a scratch sector, and a journal.
   *
   * @param kind uniform sectors
   * @param imageOctets the longer of the two images
   */
  public static Layout around(FlashProfile kind, int imageOctets) {
    Geometry geometry = kind.geometry();
    int size = geometry.sectorSize(0);
    int slot = (imageOctets + size - 1) / size + 2;
    int banks = 2 * Math.max(1, (JOURNAL_BANK_OCTETS + size - 1) / size);
    int total = 2 * slot + 1 + banks;
    return new Layout(
        withSectors(kind, total),
        new Range(0, slot),
        new Range(slot, slot),
        Optional.of(new Range(2 * slot, 1)),
        new Range(2 * slot + 1, banks));
  }

  private static FlashProfile withSectors(FlashProfile kind, int count) {
    Geometry shape = kind.geometry();
    return new FlashProfile(
        kind.name(),
        new Geometry(shape.sectorSize(0), count, shape.programSize(), shape.erasedValue()),
        kind.ecc(),
        kind.partRule(),
        kind.strict(),
        kind.times(),
        kind.endurance(),
        kind.page(),
        kind.source());
  }

  private static final int JOURNAL_BANK_OCTETS = 2048;

  /** The partitions by name, in the order of the part's documentation. */
  public Map<String, Range> ranges() {
    return ranges(primary, secondary, scratch, journal);
  }

  private static Map<String, Range> ranges(
      Range primary, Range secondary, Optional<Range> scratch, Range journal) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    ranges.put("primary", primary);
    ranges.put("secondary", secondary);
    scratch.ifPresent(range -> ranges.put("scratch", range));
    ranges.put("journal", journal);
    return ranges;
  }

  /** What the bootloader gets to see of {@code flash}. */
  public BootPartitions on(Flash flash) {
    return new BootPartitions(
        primary.of(flash),
        secondary.of(flash),
        scratch.map(range -> range.of(flash)),
        journal.of(flash));
  }

  /** The name of the partition with this octet of the part, or {@code none}. */
  String nameAt(int offset) {
    int sector = part.geometry().sectorOf(offset);
    return ranges().entrySet().stream()
        .filter(e -> sector >= e.getValue().first && sector < e.getValue().end())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("none");
  }

  /** The size of a partition. */
  int octets(Range range) {
    Geometry shape = part.geometry();
    int end = range.end() < shape.sectorCount() ? shape.sectorOffset(range.end()) : shape.size();
    return end - shape.sectorOffset(range.first);
  }

  /** Where in the secondary slot a download begins. */
  int payloadOffset(Strategy strategy) {
    return strategy == Strategy.SWAP_OFFSET ? part.geometry().sectorSize(secondary.first) : 0;
  }
}
