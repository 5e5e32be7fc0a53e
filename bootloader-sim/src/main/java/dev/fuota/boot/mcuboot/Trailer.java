package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads and writes the fields of an area's trailer, one program operation each. */
final class Trailer {
  private static final Bytes MAGIC_ALIGN_8 = Bytes.fromHex("77c295f360d2ef7f3552500f2cb67980");

  /** Behind the alignment itself as u16. */
  private static final Bytes WIDE_MAGIC_TAIL = Bytes.fromHex("2de15d29410b8d77679c110f1f8a");

  private static final int SET = 1;

  private final Area area;
  private final TrailerLayout layout;

  Trailer(Area area, TrailerLayout layout) {
    this.area = area;
    this.layout = layout;
  }

  SlotState state() {
    byte swapInfo = area.read(layout.swapInfo(area));
    SwapType type = area.isErased(swapInfo) ? SwapType.NONE : SwapType.checked(swapInfo);
    return new SlotState(magic(), type, flag(layout.copyDone(area)), flag(layout.imageOk(area)));
  }

  Magic magic() {
    byte[] octets = new byte[TrailerLayout.MAGIC_OCTETS];
    area.read(layout.magic(area), octets, octets.length);
    if (Arrays.equals(octets, goodMagic())) {
      return Magic.GOOD;
    }
    for (byte octet : octets) {
      if (!area.isErased(octet)) {
        return Magic.BAD;
      }
    }
    return Magic.UNSET;
  }

  /**
   * The swap type of an interrupted exchange. Unlike in {@link #state}, its range is not checked.
   */
  SwapType swapTypeUnchecked() {
    byte swapInfo = area.read(layout.swapInfo(area));
    return area.isErased(swapInfo) ? SwapType.NONE : SwapType.of(swapInfo);
  }

  /** Octets to exchange, 0..2^32-1. */
  long swapSize() {
    return u32(layout.swapSize(area));
  }

  /** Sizes of the unprotected TLV areas: low half of the primary, high half of the secondary. */
  long tlvSizes() {
    return u32(layout.tlvSizes(area));
  }

  void writeMagic() {
    byte[] octets = new byte[layout.magicProgramOctets()];
    Arrays.fill(octets, area.erased());
    byte[] good = goodMagic();
    System.arraycopy(good, 0, octets, octets.length - good.length, good.length);
    int offset = TrailerLayout.alignDown(layout.magic(area), layout.maxAlign());
    area.program(offset, octets, octets.length);
  }

  void writeImageOk() {
    write(layout.imageOk(area), SET, 1);
  }

  void writeCopyDone() {
    write(layout.copyDone(area), SET, 1);
  }

  void writeSwapInfo(SwapType type) {
    write(layout.swapInfo(area), type.number(), 1);
  }

  void writeSwapSize(long octets) {
    write(layout.swapSize(area), octets, Integer.BYTES);
  }

  void writeTlvSizes(int primary, int secondary) {
    write(layout.tlvSizes(area), (long) secondary << 16 | primary, Integer.BYTES);
  }

  /** The first {@code count} status records that begin {@code step} octets apart: which are set. */
  boolean[] statusRecords(int count, int step) {
    byte[] octets = new byte[(count - 1) * step + 1];
    area.read(layout.status(area), octets, octets.length);
    boolean[] written = new boolean[count];
    for (int i = 0; i < count; i++) {
      written[i] = !area.isErased(octets[i * step]);
    }
    return written;
  }

  /** Writes the status record at {@code offset} behind the first one. */
  void writeStatus(int offset, int value) {
    byte[] octets = new byte[area.align()];
    Arrays.fill(octets, area.erased());
    octets[0] = (byte) value;
    area.program((long) layout.status(area) + offset, octets, octets.length);
  }

  private Flag flag(int offset) {
    byte octet = area.read(offset);
    if (area.isErased(octet)) {
      return Flag.UNSET;
    }
    return octet == SET ? Flag.SET : Flag.BAD;
  }

  private void write(int offset, long value, int length) {
    int octets = TrailerLayout.alignUp(length, area.align());
    Panic.unless(octets <= layout.maxAlign(), "a granule is larger than the alignment");
    ByteBuffer field = ByteBuffer.allocate(Math.max(octets, Long.BYTES));
    field.order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    Arrays.fill(field.array(), length, field.capacity(), area.erased());
    area.program(offset, field.array(), octets);
  }

  private long u32(int offset) {
    byte[] octets = new byte[Integer.BYTES];
    area.read(offset, octets, octets.length);
    return Integer.toUnsignedLong(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  private byte[] goodMagic() {
    int align = layout.maxAlign();
    if (align == 8) {
      return MAGIC_ALIGN_8.toArray();
    }
    byte[] octets = new byte[TrailerLayout.MAGIC_OCTETS];
    octets[0] = (byte) align;
    System.arraycopy(WIDE_MAGIC_TAIL.toArray(), 0, octets, 2, WIDE_MAGIC_TAIL.length());
    return octets;
  }
}
