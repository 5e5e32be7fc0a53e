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

  /**
   * What the bootloader gets to see of {@code flash}. Where a cut program operation may disturb
   * what else lies in the same page of a page buffer, the journal has a page for each record.
   */
  public BootPartitions on(Flash flash) {
    return new BootPartitions(
        primary.of(flash),
        secondary.of(flash),
        scratch.map(range -> range.of(flash)),
        part.page() == 0 ? journal.of(flash) : new WholePages(journal.of(flash), part.page()));
  }

  /**
   * As little of a part of this kind as holds an update of images of that size: two slots with a
   * sector for the trailer and one to move through, a scratch sector, and a journal.
   *
   * @param imageOctets the longer of the two images
   * @throws IllegalArgumentException if the part is too small for that
   */
  public static Layout around(FlashProfile kind, int imageOctets) {
    return Fitting.of(kind, imageOctets, 1);
  }

  /**
   * As {@link #around}, with room for the trailer that MCUboot's library makes for 128 sectors.
   *
   * @throws IllegalArgumentException if the part is too small for that
   */
  public static Layout forMcuboot(FlashProfile kind, int imageOctets) {
    return Fitting.of(kind, imageOctets, MCUBOOT_STATUS_RECORDS * kind.geometry().programSize());
  }

  private static final int MCUBOOT_STATUS_RECORDS = 3 * 128;

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
