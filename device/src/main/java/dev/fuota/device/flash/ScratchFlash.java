package dev.fuota.device.flash;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Another flash, to try something on: what is written here stays here, in memory, sector by sector
 * as it is touched. It has no rules of its own about programming twice.
 */
public final class ScratchFlash implements Flash {
  private final Flash original;
  private final Map<Integer, byte[]> changed = new HashMap<>();

  /** Reads as {@code original}, which is not written and must not change meanwhile. */
  public ScratchFlash(Flash original) {
    this.original = original;
  }

  @Override
  public Geometry geometry() {
    return original.geometry();
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    int at = offset;
    while (into.hasRemaining()) {
      int sector = geometry().sectorOf(at);
      int in = at - geometry().sectorOffset(sector);
      int count = Math.min(into.remaining(), geometry().sectorSize(sector) - in);
      byte[] octets = changed.get(sector);
      if (octets == null) {
        int limit = into.limit();
        into.limit(into.position() + count);
        original.read(at, into);
        into.limit(limit);
      } else {
        into.put(octets, in, count);
      }
      at += count;
    }
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    int at = offset;
    while (from.hasRemaining()) {
      int sector = geometry().sectorOf(at);
      int in = at - geometry().sectorOffset(sector);
      int count = Math.min(from.remaining(), geometry().sectorSize(sector) - in);
      from.get(changed.computeIfAbsent(sector, this::copy), in, count);
      at += count;
    }
  }

  @Override
  public void erase(int index) {
    byte[] octets = new byte[geometry().sectorSize(index)];
    Arrays.fill(octets, (byte) geometry().erasedValue());
    changed.put(index, octets);
  }

  private byte[] copy(int sector) {
    byte[] octets = new byte[geometry().sectorSize(sector)];
    original.read(geometry().sectorOffset(sector), ByteBuffer.wrap(octets));
    return octets;
  }
}
