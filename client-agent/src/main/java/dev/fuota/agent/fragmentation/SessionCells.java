package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The cells of one session in the fragment log: their format, and where each fragment lies. Which
 * sectors it may use is the log's business.
 *
 * <pre>
 * 0..3    fCnt of the frame
 * 4..5    n, the fragment's number
 * 6..7    bits 2..0 multicast group, 7 = unicast; 15..3 key tag of the group
 * 8..11   CRC-32 over session id (4 octets), octets 0..7 and the data
 * 12..    data, FragSize octets; then the erased value up to whole granules
 * </pre>
 */
final class SessionCells {
  /** No sector, no offset. */
  static final int NOWHERE = -1;

  private static final int N_AT = 4;
  private static final int ORIGIN_AT = 6;
  private static final int CRC_AT = 8;
  private static final int DATA_AT = 12;
  private static final int UNICAST = 7;
  private static final int TAG_SHIFT = 3;

  /** A bit that is undecided reads right so often once in 2^64 times. */
  private static final int READS = 64;

  /** A good cell that was found in flash. */
  record Cell(int n, int offset) {}

  private final Flash flash;
  private final Geometry geometry;
  private final long sessionId;
  private final int fragSize;
  private final int perSector;
  private final int reserved;
  private final CRC32 crc = new CRC32();
  private final byte[] idOctets = new byte[Integer.BYTES];
  private final byte[] cell;

  /** Over {@link #cell}. */
  private final ByteBuffer words;

  /** Offset of the cell of fragment n, or {@link #NOWHERE}. */
  private int[] offsets = {};

  /** For each sector of the log, how many fragments (n < 2^14) lie there and nowhere else. */
  private final short[] useful;

  private int active = NOWHERE;
  private int nextInActive;

  SessionCells(Flash flash, Action.OpenLog session) {
    this.flash = flash;
    this.geometry = flash.geometry();
    this.sessionId = session.sessionId();
    this.fragSize = session.fragSize();
    this.cell = new byte[cellSize(geometry, fragSize)];
    this.words = ByteBuffer.wrap(cell).order(ByteOrder.LITTLE_ENDIAN);
    this.perSector = geometry.sectorSize() / cell.length;
    this.reserved = sectorsFor(geometry, session.nbFrag(), fragSize);
    this.useful = new short[geometry.sectorCount()];
    ByteBuffer.wrap(idOctets).order(ByteOrder.LITTLE_ENDIAN).putInt((int) sessionId);
  }

  long sessionId() {
    return sessionId;
  }

  private static int cellSize(Geometry geometry, int fragSize) {
    return geometry.alignUp(DATA_AT + fragSize);
  }

  /**
   * Sectors that a session of this shape needs whatever happens: those that its fragments fill, and
   * one into which a partly used sector can be moved. More than a log has if a fragment does not
   * fit a sector.
   */
  static int sectorsFor(Geometry geometry, int nbFrag, int fragSize) {
    int perSector = geometry.sectorSize() / cellSize(geometry, fragSize);
    return perSector == 0 ? Integer.MAX_VALUE : (nbFrag + perSector - 1) / perSector + 1;
  }

  /** Sectors that this session may occupy at most. */
  int reserved() {
    return reserved;
  }

  /** Finds the good cells of this session in a sector. */
  List<Cell> find(int sector, Consumer<Origin> heard) {
    List<Cell> found = new ArrayList<>();
    int last = lastSteady(sector);
    for (int i = 0; i <= last; i++) {
      if (isGood(offset(sector, i))) {
        found.add(new Cell(number(), offset(sector, i)));
        heard.accept(origin());
      }
    }
    return found;
  }

  /**
   * The last good cell of a sector may be one whose programming was cut, with octets that read
   * differently each time; those before it were finished, or it would not have been begun.
   */
  private int lastSteady(int sector) {
    int last = perSector - 1;
    while (last >= 0 && !isSteady(offset(sector, last))) {
      last--;
    }
    return last;
  }

  /** Whether a cell is good however often it is read. */
  boolean isSteady(int offset) {
    for (int i = 0; i < READS; i++) {
      if (!isGood(offset)) {
        return false;
      }
    }
    return true;
  }

  /** Reads a cell into {@link #cell} and tells whether it is good. */
  boolean isGood(int offset) {
    try {
      flash.read(offset, words.clear());
    } catch (FlashFault fault) {
      return false;
    }
    return words.getInt(CRC_AT) == crc();
  }

  private int offset(int sector, int index) {
    return sector * geometry.sectorSize() + index * cell.length;
  }

  private int crc() {
    crc.reset();
    crc.update(idOctets);
    crc.update(cell, 0, CRC_AT);
    crc.update(cell, DATA_AT, fragSize);
    return (int) crc.getValue();
  }

  private int number() {
    return Short.toUnsignedInt(words.getShort(N_AT));
  }

  private Origin origin() {
    long fCnt = Integer.toUnsignedLong(words.getInt(0));
    int word = Short.toUnsignedInt(words.getShort(ORIGIN_AT));
    int group = word & UNICAST;
    return group == UNICAST ? Origin.unicast(fCnt) : new Origin(group, word >> TAG_SHIFT, fCnt);
  }

  /** Forgets where everything is, before the log is read anew. */
  void forget() {
    Arrays.fill(offsets, NOWHERE);
    Arrays.fill(useful, (short) 0);
    active = NOWHERE;
  }

  /** Takes cells that were found; those of fragments that are known from elsewhere do not count. */
  void adopt(List<Cell> found) {
    found.stream()
        .filter(each -> !has(each.n()))
        .forEach(each -> remember(each.n(), each.offset()));
  }

  boolean has(int n) {
    return n < offsets.length && offsets[n] != NOWHERE;
  }

  /** Fragments that lie in this sector and nowhere else. */
  int usefulIn(int sector) {
    return useful[sector];
  }

  boolean isFull(int sector) {
    return useful[sector] == perSector;
  }

  /** The numbers of all fragments that are there. */
  int[] numbers() {
    return IntStream.range(0, offsets.length).filter(this::has).toArray();
  }

  /** Reads all cells again and forgets those that went bad. */
  void check() {
    for (int n : numbers()) {
      if (!isGood(offsets[n])) {
        drop(n);
      }
    }
  }

  private void drop(int n) {
    useful[geometry.sectorOf(offsets[n])]--;
    offsets[n] = NOWHERE;
  }

  private void remember(int n, int offset) {
    if (n >= offsets.length) {
      int before = offsets.length;
      offsets = Arrays.copyOf(offsets, Math.max(n + 1, before * 2));
      Arrays.fill(offsets, before, offsets.length, NOWHERE);
    }
    if (has(n)) {
      drop(n);
    }
    offsets[n] = offset;
    useful[geometry.sectorOf(offset)]++;
  }

  /** The sector that takes the next cells, or {@link #NOWHERE}. */
  int active() {
    return active;
  }

  boolean hasRoom() {
    return active != NOWHERE && nextInActive < perSector;
  }

  /** Turns to an erased sector. */
  void begin(int sector) {
    active = sector;
    nextInActive = 0;
  }

  /** The active sector takes no more. */
  void end() {
    active = NOWHERE;
  }

  /**
   * Writes a cell to the next place, which is never offered again, whatever becomes of it.
   *
   * @throws FlashFault if the cell cannot be read back
   */
  void append(Action.StoreFragment fragment) {
    Origin origin = fragment.origin();
    Arrays.fill(cell, DATA_AT + fragSize, cell.length, (byte) geometry.erasedValue());
    int from = origin.isUnicast() ? UNICAST : origin.groupId() | origin.keyTag() << TAG_SHIFT;
    ByteBuffer out = words.clear();
    out.putInt((int) origin.fCnt()).putShort((short) fragment.n()).putShort((short) from);
    out.position(DATA_AT);
    fragment.data().putTo(out);
    out.putInt(CRC_AT, crc());
    remember(fragment.n(), program());
  }

  private int program() {
    int offset = offset(active, nextInActive++);
    flash.program(offset, words.clear());
    if (!isGood(offset)) {
      throw new FlashFault("the cell does not hold what was written", offset);
    }
    return offset;
  }

  /**
   * Copies what is useful in a sector to the active one. Until the log uses the old sector for
   * something else every cell is there twice, which does no harm, so a cut costs nothing. Cells
   * that went bad are forgotten.
   */
  void move(int from) {
    List<Cell> moved = new ArrayList<>();
    for (int n : numbers()) {
      if (geometry.sectorOf(offsets[n]) == from && isGood(offsets[n])) {
        moved.add(new Cell(n, program()));
      }
    }
    for (int n : numbers()) {
      if (geometry.sectorOf(offsets[n]) == from) {
        drop(n);
      }
    }
    moved.forEach(each -> remember(each.n(), each.offset()));
  }

  /**
   * Reads the data of a fragment.
   *
   * @throws FlashFault if it is not there, or cannot be read any more
   */
  void read(int n, byte[] into) {
    if (!has(n)) {
      throw new FlashFault("fragment " + n + " is not in the log", 0);
    }
    flash.read(offsets[n] + DATA_AT, ByteBuffer.wrap(into));
  }
}
