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
 * first copies that sector and its {@link Run}. Forking leaves neither side a run of its own.
 * Erased sectors of a size are one object.
 */
final class Cells {
  private static final Run[] NONE = {};

  private final FlashProfile profile;

  /** All runs, as they were when these cells were forked last; forks have them too. */
  private Run[] runs;

  /** The runs that were changed since, from the first to the last; null for others between. */
  private @Nullable Run[] own = NONE;

  private int firstOwn;

  private Wear wear = Wear.NONE;
  private @Nullable SharedPages shared;

  Cells(FlashProfile profile) {
    this.profile = profile;
    Geometry geometry = profile.geometry();
    this.runs = new Run[(geometry.sectorCount() + Run.SECTORS - 1) / Run.SECTORS];
    Map<Integer, Sector> blanks = new HashMap<>();
    for (int i = 0; i < runs.length; i++) {
      int end = Math.min(geometry.sectorCount(), (i + 1) * Run.SECTORS);
      runs[i] =
          new Run(
              IntStream.range(i * Run.SECTORS, end)
                  .mapToObj(each -> blanks.computeIfAbsent(geometry.sectorSize(each), this::erased))
                  .toArray(Sector[]::new));
    }
  }

  private Cells(Cells other) {
    this.profile = other.profile;
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
    if (own.length > 0) {
      runs = runs.clone();
    }
    for (int i = 0; i < own.length; i++) {
      @Nullable Run changed = own[i];
      runs[firstOwn + i] = changed == null ? runs[firstOwn + i] : changed;
    }
    own = NONE;
    return new Cells(this);
  }

  Geometry geometry() {
    return profile.geometry();
  }

  boolean hasEcc() {
    return profile.ecc();
  }

  /** The sector, to be looked at. */
  Sector at(int index) {
    return run(index).at(index % Run.SECTORS);
  }

  private Run run(int index) {
    int number = index / Run.SECTORS;
    @Nullable Run changed = changed(number);
    return changed == null ? runs[number] : changed;
  }

  private @Nullable Run changed(int number) {
    int at = number - firstOwn;
    return at >= 0 && at < own.length ? own[at] : null;
  }

  /** The sector, to be changed. */
  Sector own(int index) {
    return ownRun(index).own(index % Run.SECTORS);
  }

  private Run ownRun(int index) {
    int number = index / Run.SECTORS;
    @Nullable Run changed = changed(number);
    if (changed == null) {
      changed = runs[number].copy();
      keep(number, changed);
    }
    return changed;
  }

  private void keep(int number, Run run) {
    if (own.length == 0) {
      firstOwn = number;
    }
    int first = Math.min(number, firstOwn);
    int end = Math.max(number + 1, firstOwn + own.length);
    @Nullable Run[] more = new Run[end - first];
    System.arraycopy(own, 0, more, firstOwn - first, own.length);
    more[number - first] = run;
    own = more;
    firstOwn = first;
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
