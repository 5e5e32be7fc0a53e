package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * One file of a {@link MemoryArea}: pages that exist once they are written, and what the pages
 * written since the last force held before.
 */
final class MemoryFile {
  private static final int PAGE = 1 << 12;
  private static final byte[] ZEROS = new byte[PAGE];

  private final Map<Long, byte[]> pages = new HashMap<>();
  private final Map<Long, byte[]> forced = new HashMap<>();
  private long size;
  private int opening;
  private boolean open;

  long size() {
    return size;
  }

  void resize(long octets) {
    size = octets;
  }

  /** Opens the file; the opening before it is over. */
  int open() {
    open = true;
    return ++opening;
  }

  boolean isOpen(int which) {
    return open && which == opening;
  }

  void close() {
    open = false;
  }

  void write(long offset, ByteBuffer octets) {
    long at = offset;
    while (octets.hasRemaining()) {
      int within = (int) (at % PAGE);
      int count = Math.min(octets.remaining(), PAGE - within);
      byte[] page = pages.getOrDefault(at / PAGE, ZEROS);
      forced.putIfAbsent(at / PAGE, page == ZEROS ? ZEROS : page.clone());
      if (page == ZEROS) {
        page = new byte[PAGE];
        pages.put(at / PAGE, page);
      }
      octets.get(page, within, count);
      at += count;
    }
  }

  void read(long offset, ByteBuffer into) {
    long at = offset;
    while (into.hasRemaining()) {
      int within = (int) (at % PAGE);
      int count = Math.min(into.remaining(), PAGE - within);
      into.put(pages.getOrDefault(at / PAGE, ZEROS), within, count);
      at += count;
    }
  }

  byte[] content(int length) {
    byte[] octets = new byte[length];
    read(0, ByteBuffer.wrap(octets));
    return octets;
  }

  void force() {
    forced.clear();
  }

  void losePower() {
    pages.putAll(forced);
    pages.values().removeIf(page -> page == ZEROS);
    forced.clear();
    close();
  }
}
