package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Origin;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FragmentStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The fragments of one session, in the order in which they came: an append-only log of cells in
 * flash. One program operation keeps a fragment, and no other record has to be written for it.
 *
 * <pre>
 * 0..3    fCnt of the frame
 * 4..5    n, the fragment's number
 * 6..7    bits 2..0 multicast group, 7 = unicast; 15..3 key tag of the group
 * 8..11   CRC-32 over session id (4 octets), octets 0..7 and the data
 * 12..    data, FragSize octets; then the erased value up to whole granules
 * </pre>
 *
 * <p>Cells do not cross sectors. The session id under the CRC makes cells of earlier sessions
 * worthless, so beginning a session costs no flash operation. A sector is erased right before its
 * first cell and in the same power cycle, because after a cut neither what reads blank nor what was
 * half written can be built upon: after a reset the log goes on in a sector without any good cell.
 * A cell that fails its CRC, or that cannot be read, was never there.
 */
public final class FragmentLog implements FragmentStore {
  /**
   * Sectors beyond those that all fragments of a block need: every reset in a download leaves one
   * sector partly used.
   */
  public static final int SPARE_SECTORS = 4;

  private static final int N_AT = 4;
  private static final int ORIGIN_AT = 6;
  private static final int CRC_AT = 8;
  private static final int DATA_AT = 12;
  private static final int UNICAST = 7;
  private static final int TAG_SHIFT = 3;
  private static final int NOWHERE = -1;

  /** A bit that is undecided reads right so often once in 2^64 times. */
  private static final int READS = 64;

  private final Flash flash;
  private final CRC32 crc = new CRC32();
  private final byte[] idOctets = new byte[Integer.BYTES];

  /** Sectors with a good cell, or written to since the last reset. */
  private final boolean[] taken;

  private byte[] cell = {};
  private int fragSize;
  private int cellsPerSector;
  private int sector = NOWHERE;
  private int nextInSector;

  /** Offset of the cell of fragment n, or {@link #NOWHERE}. */
  private int[] offsets = {};

  /** A log over all of {@code flash}; nothing is read or written yet. */
  public FragmentLog(Flash flash) {
    this.flash = flash;
    this.taken = new boolean[flash.geometry().sectorCount()];
  }

  /** How many fragments of this size a flash of this geometry can promise to keep. */
  public static int capacity(Geometry geometry, int fragSize) {
    int perSector = geometry.sectorSize() / geometry.alignUp(DATA_AT + fragSize);
    return Math.max(0, geometry.sectorCount() - SPARE_SECTORS) * perSector;
  }

  /** Turns to a session; its cells, if there are any, are found by {@link #scan}. */
  public void open(long sessionId, int size) {
    Geometry geometry = flash.geometry();
    fragSize = size;
    cell = new byte[geometry.alignUp(DATA_AT + size)];
    cellsPerSector = geometry.sectorSize() / cell.length;
    ByteBuffer.wrap(idOctets).order(ByteOrder.LITTLE_ENDIAN).putInt((int) sessionId);
    forget();
  }

  private void forget() {
    Arrays.fill(taken, false);
    Arrays.fill(offsets, NOWHERE);
    sector = NOWHERE;
    nextInSector = 0;
  }

  /**
   * Finds all good cells of the session, and goes on in a sector without any.
   *
   * @param heard gets the origin of each
   * @return their numbers
   */
  public int[] scan(Consumer<Origin> heard) {
    forget();
    for (int s = 0; s < taken.length; s++) {
      scanSector(s, heard);
    }
    return numbers();
  }

  /**
   * The last good cell of a sector may be one whose programming was cut, with octets that read
   * differently each time; those before it were finished, or it would not have been begun.
   */
  private void scanSector(int ofSector, Consumer<Origin> heard) {
    int last = cellsPerSector - 1;
    while (last >= 0 && !isSteady(offset(ofSector, last))) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      int at = offset(ofSector, i);
      if (readCell(at)) {
        taken[ofSector] = true;
        remember(at);
        heard.accept(origin());
      }
    }
  }

  /** Whether a cell is good however often it is read. */
  private boolean isSteady(int at) {
    for (int i = 0; i < READS; i++) {
      if (!readCell(at)) {
        return false;
      }
    }
    return true;
  }

  private int offset(int ofSector, int index) {
    return ofSector * flash.geometry().sectorSize() + index * cell.length;
  }

  /** Reads a cell into {@link #cell} and tells whether it is good. */
  private boolean readCell(int offset) {
    try {
      flash.read(offset, ByteBuffer.wrap(cell));
    } catch (FlashFault fault) {
      return false;
    }
    return words().getInt(CRC_AT) == crc();
  }

  private int crc() {
    crc.reset();
    crc.update(idOctets);
    crc.update(cell, 0, CRC_AT);
    crc.update(cell, DATA_AT, fragSize);
    return (int) crc.getValue();
  }

  private ByteBuffer words() {
    return ByteBuffer.wrap(cell).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Origin origin() {
    long fCnt = Integer.toUnsignedLong(words().getInt(0));
    int word = Short.toUnsignedInt(words().getShort(ORIGIN_AT));
    int group = word & UNICAST;
    return group == UNICAST ? Origin.unicast(fCnt) : new Origin(group, word >> TAG_SHIFT, fCnt);
  }

  private void remember(int offset) {
    int n = Short.toUnsignedInt(words().getShort(N_AT));
    if (n >= offsets.length) {
      int before = offsets.length;
      offsets = Arrays.copyOf(offsets, Math.max(n + 1, before * 2));
      Arrays.fill(offsets, before, offsets.length, NOWHERE);
    }
    offsets[n] = offset;
  }

  /**
   * Keeps a fragment; it is safe when this returns.
   *
   * @throws FlashFault if there is no room or the part failed; the fragment is not kept
   */
  public void append(int n, Bytes data, Origin origin) {
    int offset = claim();
    fill(n, data, origin);
    flash.program(offset, ByteBuffer.wrap(cell));
    remember(offset);
  }

  /** The place for the next cell, which is never offered again, whatever becomes of it. */
  private int claim() {
    if (sector == NOWHERE || nextInSector == cellsPerSector) {
      sector = NOWHERE;
      int fresh = nextFreeSector();
      taken[fresh] = true; // also if it cannot be erased: then another one is tried next time
      flash.erase(fresh);
      sector = fresh;
      nextInSector = 0;
    }
    return offset(sector, nextInSector++);
  }

  private int nextFreeSector() {
    for (int s = 0; s < taken.length; s++) {
      if (!taken[s]) {
        return s;
      }
    }
    throw new FlashFault("the fragment log is full", 0);
  }

  private void fill(int n, Bytes data, Origin origin) {
    Arrays.fill(cell, (byte) flash.geometry().erasedValue());
    int from = origin.isUnicast() ? UNICAST : origin.groupId() | origin.keyTag() << TAG_SHIFT;
    ByteBuffer out = words();
    out.putInt((int) origin.fCnt()).putShort((short) n).putShort((short) from);
    out.position(DATA_AT);
    data.putTo(out);
    out.putInt(CRC_AT, crc());
  }

  /** The numbers of all fragments that are there. */
  public int[] numbers() {
    return IntStream.range(0, offsets.length).filter(n -> offsets[n] != NOWHERE).toArray();
  }

  /**
   * Reads the data of a fragment that was appended or found.
   *
   * @throws FlashFault if it cannot be read any more
   */
  @Override
  public void read(int n, byte[] into) {
    flash.read(offsets[n] + DATA_AT, ByteBuffer.wrap(into));
  }
}
