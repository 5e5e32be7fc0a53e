package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One file of a {@link MemoryArea}: pages that exist once they are written, and what the pages
 * written since the last force held before. A forced page may be shared with other disks of a
 * fleet, and is copied before it is written again.
 */
final class MemoryFile {
  static final int PAGE = 1 << 12;
  private static final byte[] ZEROS = new byte[PAGE];

  private final Map<Long, byte[]> pages = new HashMap<>();
  private final Map<Long, byte[]> forced = new HashMap<>();
  private final SharedPages shared;
  private long size;
  private int opening;
  private boolean open;

  MemoryFile(SharedPages shared) {
    this.shared = shared;
  }

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
      octets.get(writable(at / PAGE), within, count);
      at += count;
    }
  }

  private byte[] writable(long number) {
    byte[] page = pages.getOrDefault(number, ZEROS);
    if (forced.putIfAbsent(number, page) == null) {
      page = page.clone();
      pages.put(number, page);
    }
    return page;
  }

  /** Whether the file begins with {@code octets}. */
  boolean startsWith(byte[] octets) {
    boolean same = true;
    for (int at = 0; same && at < octets.length; at += PAGE) {
      int end = Math.min(octets.length, at + PAGE);
      byte[] page = pages.getOrDefault((long) at / PAGE, ZEROS);
      same = Arrays.equals(page, 0, end - at, octets, at, end);
    }
    return same;
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
    forced.keySet().forEach(number -> pages.computeIfPresent(number, (n, page) -> shared.of(page)));
    forced.clear();
  }

  void losePower() {
    pages.putAll(forced);
    pages.values().removeIf(page -> page == ZEROS);
    forced.clear();
    close();
  }
}
