package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All cells of a flash, without rules.
 *
 * <p>A tree of two levels that forks share: a fork copies nothing at all, whoever changes a sector
 * first copies that sector, its {@link Run} and the list of runs. Whether something is one's own is
 * told by its owner, and forking takes a new owner for both sides. Erased sectors of a size are one
 * object.
 */
final class Cells {
  private final FlashProfile part;
  private Run[] runs;
  private Wear wear = Wear.NONE;
  private @Nullable SharedPages shared;
  private Object owner = new Object();

  Cells(FlashProfile part) {
    this.part = part;
    Geometry geometry = part.geometry();
    this.runs = new Run[(geometry.sectorCount() + Run.SECTORS - 1) / Run.SECTORS];
    Map<Integer, Sector> blanks = new HashMap<>();
    for (int i = 0; i < runs.length; i++) {
      int end = Math.min(geometry.sectorCount(), (i + 1) * Run.SECTORS);
      runs[i] =
          new Run(
              owner,
              IntStream.range(i * Run.SECTORS, end)
                  .mapToObj(each -> blanks.computeIfAbsent(geometry.sectorSize(each), this::erased))
                  .toArray(Sector[]::new));
    }
  }

  private Cells(Cells other) {
    this.part = other.part;
    this.runs = other.runs;
    this.wear = other.wear;
    this.shared = other.shared;
  }

  /** From now on what is programmed is kept once for all that share these. */
  void share(SharedPages pages) {
    shared = pages;
  }

  private Sector erased(int size) {
    return Sector.erased(size, geometry().programSize(), (byte) geometry().erasedValue(), hasEcc());
  }

  /** Programs the granules of {@code content}, from offset 0, that are not blank, run by run. */
  void load(byte[] content) {
    byte[] padded = Arrays.copyOf(content, geometry().alignUp(content.length));
    Arrays.fill(padded, content.length, padded.length, (byte) geometry().erasedValue());
    for (int at = 0, end; at < padded.length; at = end) {
      boolean blank = isBlank(padded, at);
      end = at + geometry().programSize();
      while (end < padded.length && isBlank(padded, end) == blank) {
        end += geometry().programSize();
      }
      if (!blank) {
        program(at, ByteBuffer.wrap(padded, at, end - at));
      }
    }
  }

  private boolean isBlank(byte[] octets, int at) {
    for (int i = at; i < at + geometry().programSize(); i++) {
      if (octets[i] != (byte) geometry().erasedValue()) {
        return false;
      }
    }
    return true;
  }

  /** The same content; neither sees what the other does from now on. */
  Cells fork() {
    owner = new Object();
    return new Cells(this);
  }

  Geometry geometry() {
    return part.geometry();
  }

  boolean hasEcc() {
    return part.ecc();
  }

  /** The sector, to be looked at. */
  Sector at(int index) {
    return run(index).at(index % Run.SECTORS);
  }

  private Run run(int index) {
    return runs[index / Run.SECTORS];
  }

  /** The sector, to be changed. */
  Sector own(int index) {
    return ownRun(index).own(index % Run.SECTORS);
  }

  private Run ownRun(int index) {
    Run run = run(index);
    if (!run.isOwnedBy(owner)) {
      run = run.copy(owner);
      runs = runs.clone();
      runs[index / Run.SECTORS] = run;
    }
    return run;
  }

  int wear(int index) {
    return wear.of(index);
  }

  int maxWear() {
    return wear.max();
  }

  void setWear(int index, int erases) {
    Wear more = wear.with(index, erases);
    wear = shared == null ? more : shared.of(more);
  }

  void erase(int index) {
    ownRun(index).erase(index % Run.SECTORS);
  }

  /** Reads {@code into.remaining()} octets; how many bits ECC put right. */
  int read(int offset, ByteBuffer into, RandomGenerator random) {
    int corrected = 0;
    int index = into.hasRemaining() ? geometry().sectorOf(offset) : 0;
    for (int at = offset; into.hasRemaining(); index++) {
      int start = geometry().sectorOffset(index);
      int length = Math.min(into.remaining(), start + geometry().sectorSize(index) - at);
      corrected += read(index, at - start, length, into, random);
      at += length;
    }
    return corrected;
  }

  private int read(int index, int at, int length, ByteBuffer into, RandomGenerator random) {
    if (run(index).isSure(index % Run.SECTORS, at, length)) {
      run(index).read(index % Run.SECTORS, at, length, into);
      return 0;
    }
    Sector sector = at(index);
    Damage.Reader reader = new Damage.Reader(hasEcc(), random);
    return sector.damaged().read(sector, geometry().sectorOffset(index), at, length, into, reader);
  }

  /** Whether the range holds {@code expected}, and nothing there is wrong. */
  boolean surelyRead(int offset, ByteBuffer expected) {
    int end = offset + expected.remaining();
    int index = offset < end ? geometry().sectorOf(offset) : 0;
    for (int at = offset; at < end; index++) {
      int start = geometry().sectorOffset(index);
      int length = Math.min(end - at, geometry().sectorSize(index) - (at - start));
      int from = expected.position() + at - offset;
      ByteBuffer part = expected.duplicate().position(from).limit(from + length);
      if (!run(index).surelyReads(index % Run.SECTORS, at - start, part)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** The first granule of the range that was programmed since it was erased, or -1. */
  int firstUsed(int offset, int length) {
    int index = geometry().sectorOf(offset);
    for (int at = offset; at < offset + length; index++) {
      int start = geometry().sectorOffset(index);
      int end = Math.min(offset + length, start + geometry().sectorSize(index));
      int used = run(index).firstUsed(index % Run.SECTORS, at - start, end - at);
      if (used >= 0) {
        return start + used;
      }
      at = end;
    }
    return -1;
  }

  /** Programs whole granules that were not used. */
  void program(int offset, ByteBuffer from) {
    int index = geometry().sectorOf(offset);
    for (int at = offset; from.hasRemaining(); index++) {
      int start = geometry().sectorOffset(index);
      int length = Math.min(from.remaining(), start + geometry().sectorSize(index) - at);
      ownRun(index).program(index % Run.SECTORS, at - start, length, from, shared);
      at += length;
    }
  }
}
