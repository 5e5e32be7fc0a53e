package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All cells of a flash, without rules.
 *
 * <p>A tree of two levels that forks share: a fork copies nothing at all, whoever changes a sector
 * first copies that sector, its run of {@value #RUN} and the list of runs. Whether something is
 * one's own is told by its owner, and forking takes a new owner for both sides. Erased sectors of a
 * size are one object.
 */
final class Cells {
  private static final int RUN = 32;

  private final Geometry geometry;
  private final boolean ecc;
  private Run[] runs;
  private boolean runsAreOwn;
  private @Nullable SharedPages shared;
  private Object owner = new Object();

  /** Neighbouring sectors, and how often each was erased. */
  private static final class Run {
    final Object owner;
    final Sector[] sectors;
    final int[] wear;

    Run(Object owner, Sector[] sectors, int[] wear) {
      this.owner = owner;
      this.sectors = sectors;
      this.wear = wear;
    }

    Run copy(Object forWhom) {
      return new Run(forWhom, sectors.clone(), wear.clone());
    }
  }

  Cells(Geometry geometry, boolean ecc) {
    this.geometry = geometry;
    this.ecc = ecc;
    this.runs = new Run[(geometry.sectorCount() + RUN - 1) / RUN];
    this.runsAreOwn = true;
    Map<Integer, Sector> blanks = new HashMap<>();
    for (int i = 0; i < runs.length; i++) {
      runs[i] = blankRun(blanks, i * RUN, Math.min(geometry.sectorCount(), (i + 1) * RUN));
    }
  }

  private Cells(Cells other) {
    this.geometry = other.geometry;
    this.ecc = other.ecc;
    this.runs = other.runs;
    this.shared = other.shared;
  }

  /** From now on what is programmed is kept once for all that share these. */
  void share(SharedPages pages) {
    shared = pages;
  }

  private Run blankRun(Map<Integer, Sector> blanks, int first, int end) {
    Sector[] sectors = new Sector[end - first];
    for (int i = first; i < end; i++) {
      sectors[i - first] = blanks.computeIfAbsent(geometry.sectorSize(i), this::erased);
    }
    return new Run(owner, sectors, new int[sectors.length]);
  }

  private Sector erased(int size) {
    return Sector.erased(size, geometry.programSize(), (byte) geometry.erasedValue());
  }

  /** Programs the granules of {@code content}, from offset 0, that are not blank, run by run. */
  void load(byte[] content) {
    byte[] padded = Arrays.copyOf(content, geometry.alignUp(content.length));
    Arrays.fill(padded, content.length, padded.length, (byte) geometry.erasedValue());
    for (int at = 0, end; at < padded.length; at = end) {
      boolean blank = isBlank(padded, at);
      end = at + geometry.programSize();
      while (end < padded.length && isBlank(padded, end) == blank) {
        end += geometry.programSize();
      }
      if (!blank) {
        program(at, ByteBuffer.wrap(padded, at, end - at));
      }
    }
  }

  private boolean isBlank(byte[] octets, int at) {
    for (int i = at; i < at + geometry.programSize(); i++) {
      if (octets[i] != (byte) geometry.erasedValue()) {
        return false;
      }
    }
    return true;
  }

  /** The same content; neither sees what the other does from now on. */
  Cells fork() {
    owner = new Object();
    runsAreOwn = false;
    return new Cells(this);
  }

  Geometry geometry() {
    return geometry;
  }

  boolean hasEcc() {
    return ecc;
  }

  /** The sector, to be looked at. */
  Sector at(int index) {
    return runs[index / RUN].sectors[index % RUN];
  }

  /** The sector, to be changed. */
  Sector own(int index) {
    Sector[] sectors = ownRun(index).sectors;
    Sector sector = sectors[index % RUN];
    if (!sector.isOwnedBy(owner)) {
      sector = sector.copy(owner, shared);
      sectors[index % RUN] = sector;
    }
    return sector;
  }

  private Run ownRun(int index) {
    if (!runsAreOwn) {
      runs = runs.clone();
      runsAreOwn = true;
    }
    Run run = runs[index / RUN];
    if (run.owner != owner) {
      run = run.copy(owner);
      runs[index / RUN] = run;
    }
    return run;
  }

  int wear(int index) {
    return runs[index / RUN].wear[index % RUN];
  }

  int maxWear() {
    return Arrays.stream(runs).flatMapToInt(run -> Arrays.stream(run.wear)).max().orElse(0);
  }

  void setWear(int index, int erases) {
    ownRun(index).wear[index % RUN] = erases;
  }

  void erase(int index) {
    Sector[] sectors = ownRun(index).sectors;
    sectors[index % RUN] = sectors[index % RUN].blank();
  }

  /** Reads {@code into.remaining()} octets; how many bits ECC put right. */
  int read(int offset, ByteBuffer into, RandomGenerator random) {
    int corrected = 0;
    int index = into.hasRemaining() ? geometry.sectorOf(offset) : 0;
    for (int at = offset; into.hasRemaining(); index++) {
      int start = geometry.sectorOffset(index);
      int length = Math.min(into.remaining(), start + geometry.sectorSize(index) - at);
      Sector sector = at(index);
      if (sector.isSure(at - start, length)) {
        sector.read(at - start, length, into);
      } else {
        Damage.Reader reader = new Damage.Reader(ecc, random);
        corrected += sector.damaged().read(sector, start, at - start, length, into, reader);
      }
      at += length;
    }
    return corrected;
  }

  /** Whether the range holds {@code expected}, and nothing there is wrong. */
  boolean surelyRead(int offset, ByteBuffer expected) {
    int end = offset + expected.remaining();
    int index = offset < end ? geometry.sectorOf(offset) : 0;
    for (int at = offset; at < end; index++) {
      int start = geometry.sectorOffset(index);
      int length = Math.min(end - at, geometry.sectorSize(index) - (at - start));
      Sector sector = at(index);
      if (!sector.isSure(at - start, length)
          || !sector.holds(at - start, length, expected, expected.position() + at - offset)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** The first granule of the range that was programmed since it was erased, or -1. */
  int firstUsed(int offset, int length) {
    int index = geometry.sectorOf(offset);
    for (int at = offset; at < offset + length; index++) {
      int start = geometry.sectorOffset(index);
      int end = Math.min(offset + length, start + geometry.sectorSize(index));
      int used = firstUsed(at(index), at - start, end - at);
      if (used >= 0) {
        return start + used;
      }
      at = end;
    }
    return -1;
  }

  private int firstUsed(Sector sector, int at, int length) {
    if (sector == sector.blank()) {
      return -1;
    }
    int marked = sector.firstUsed(at, length);
    // Parts without ECC tell a programmed granule by its value alone.
    int differs = ecc ? -1 : sector.firstNotErased(at, length);
    int seen = differs < 0 ? -1 : differs / geometry.programSize() * geometry.programSize();
    return marked < 0 || (seen >= 0 && seen < marked) ? seen : marked;
  }

  /** Programs whole granules that were not used. */
  void program(int offset, ByteBuffer from) {
    int index = geometry.sectorOf(offset);
    for (int at = offset; from.hasRemaining(); index++) {
      int start = geometry.sectorOffset(index);
      int length = Math.min(from.remaining(), start + geometry.sectorSize(index) - at);
      Sector sector = own(index);
      sector.program(at - start, length, from, ecc);
      if (sector.damage() != null) {
        afterProgram(sector, at - start, length);
      }
      at += length;
    }
  }

  private void afterProgram(Sector sector, int at, int length) {
    for (int i = at; i < at + length; i += geometry.programSize()) {
      sector.damaged().heal(i);
      if (sector.damaged().isWeak()) {
        sector.set(i, (byte) (sector.at(i) ^ 1));
      }
    }
  }
}
