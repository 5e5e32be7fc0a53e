package dev.fuota.hal.flash;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The shape of a flash: sectors, which are erased whole and may differ in size; granules, which are
 * programmed whole; and the octet that erasing leaves. All sizes and offsets are octets. A value:
 * two geometries with the same sectors, granules and erased value are equal.
 */
public final class Geometry {
  private static final int[] NONE = {};

  /** Where sector i begins, and the end of the last one; empty if all have the same size. */
  private final int[] offsets;

  /** What all sectors have, 0 if they differ. */
  private final int uniform;

  private final int sectorCount;
  private final int size;
  private final int programSize;
  private final int erasedValue;

  /** By their first sector and their count. */
  private final Map<List<Integer>, Geometry> parts = new ConcurrentHashMap<>();

  /**
   * Equal sectors.
   *
   * @param sectorSize octets erased together, a multiple of {@code programSize}
   * @param sectorCount how many sectors there are, at least 1
   * @param programSize the granule: octets programmed together, at least 1
   * @param erasedValue the octet that erasing leaves: 0xff or 0x00
   * @throws IllegalArgumentException if there is no such flash, or none below 2 GiB
   */
  public Geometry(int sectorSize, int sectorCount, int programSize, int erasedValue) {
    this(NONE, sectorSize, sectorCount, programSize, erasedValue);
    requireGranules(sectorSize, programSize);
    if (sectorCount < 1 || (long) sectorSize * sectorCount > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(sectorCount + " sectors of " + sectorSize + " octets");
    }
  }

  private Geometry(int[] offsets, int uniform, int sectorCount, int programSize, int erasedValue) {
    if (erasedValue != 0xff && erasedValue != 0x00) {
      throw new IllegalArgumentException("erased value " + erasedValue);
    }
    this.offsets = offsets;
    this.uniform = uniform;
    this.sectorCount = sectorCount;
    this.size = uniform == 0 ? offsets[sectorCount] : uniform * sectorCount;
    this.programSize = programSize;
    this.erasedValue = erasedValue;
  }

  /**
   * Sectors of these sizes, in this order.
   *
   * @param sectorSizes octets of each sector, multiples of {@code programSize}
   * @param programSize the granule: octets programmed together, at least 1
   * @param erasedValue the octet that erasing leaves: 0xff or 0x00
   * @throws IllegalArgumentException if there is no such flash, or none below 2 GiB
   */
  public static Geometry uneven(List<Integer> sectorSizes, int programSize, int erasedValue) {
    if (sectorSizes.isEmpty()) {
      throw new IllegalArgumentException("no sectors");
    }
    int count = sectorSizes.size();
    if (sectorSizes.stream().distinct().count() == 1) {
      return new Geometry(sectorSizes.get(0), count, programSize, erasedValue);
    }
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int size = sectorSizes.get(i);
      requireGranules(size, programSize);
      if (size > Integer.MAX_VALUE - offsets[i]) {
        throw new IllegalArgumentException(count + " sectors have 2 GiB or more");
      }
      offsets[i + 1] = offsets[i] + size;
    }
    return new Geometry(offsets, 0, count, programSize, erasedValue);
  }

  private static void requireGranules(int sectorSize, int programSize) {
    if (programSize < 1 || sectorSize < programSize || sectorSize % programSize != 0) {
      throw new IllegalArgumentException(
          "sectors of " + sectorSize + " octets, granules of " + programSize);
    }
  }

  /**
   * The sectors {@code first} to {@code first + count - 1} as a flash of their own: the same object
   * each time, for a fleet has many devices with the same partitions.
   */
  Geometry part(int first, int count) {
    return parts.computeIfAbsent(List.of(first, count), part -> cut(first, count));
  }

  private Geometry cut(int first, int count) {
    if (uniform != 0) {
      return new Geometry(uniform, count, programSize, erasedValue);
    }
    List<Integer> sizes = IntStream.range(first, first + count).mapToObj(this::sectorSize).toList();
    return uneven(sizes, programSize, erasedValue);
  }

  /** Octets in all sectors together. */
  public int size() {
    return size;
  }

  public int sectorCount() {
    return sectorCount;
  }

  /** Octets programmed together: the granule. */
  public int programSize() {
    return programSize;
  }

  /** The octet that erasing leaves: 0xff or 0x00. */
  public int erasedValue() {
    return erasedValue;
  }

  /** Whether all sectors have the same size. */
  public boolean isUniform() {
    return uniform != 0;
  }

  /**
   * Octets of each sector.
   *
   * @throws IllegalStateException if the sectors differ: whoever asks needs equal ones
   */
  public int sectorSize() {
    if (uniform == 0) {
      throw new IllegalStateException("the sectors differ in size: " + this);
    }
    return uniform;
  }

  /** Octets of the sector {@code sector}, 0-based. */
  public int sectorSize(int sector) {
    Objects.checkIndex(sector, sectorCount);
    return uniform != 0 ? uniform : offsets[sector + 1] - offsets[sector];
  }

  /** Where the sector {@code sector}, 0-based, begins. */
  public int sectorOffset(int sector) {
    Objects.checkIndex(sector, sectorCount);
    return uniform != 0 ? sector * uniform : offsets[sector];
  }

  /** The 0-based index of the sector that holds {@code offset}. */
  public int sectorOf(int offset) {
    Objects.checkIndex(offset, size);
    if (uniform != 0) {
      return offset / uniform;
    }
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** {@code length} rounded up to whole granules. */
  public int alignUp(int length) {
    return (length + programSize - 1) / programSize * programSize;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Geometry that
        && uniform == that.uniform
        && sectorCount == that.sectorCount
        && programSize == that.programSize
        && erasedValue == that.erasedValue
        && Arrays.equals(offsets, that.offsets);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(offsets), uniform, sectorCount, programSize, erasedValue);
  }

  /** The sectors, runs of equal ones together, then granule and erased value. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0, run; i < sectorCount(); i += run) {
      run = 1;
      while (i + run < sectorCount() && sectorSize(i + run) == sectorSize(i)) {
        run++;
      }
      text.append(text.isEmpty() ? "" : " + ").append(run).append(" x ").append(sectorSize(i));
    }
    return String.format("%s octets, granule %d, erased %02x", text, programSize, erasedValue);
  }
}
