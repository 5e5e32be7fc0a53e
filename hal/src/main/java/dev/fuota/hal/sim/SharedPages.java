package dev.fuota.hal.sim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Pages of the disks, and pieces of the flash, of a fleet, each content kept once: thousands of
 * devices that receive the same file hold it in memory once. What it gives differs from what it was
 * given in nothing but identity, and nobody writes to it, so that no device can notice. One thread.
 */
public final class SharedPages {
  /** When so many are known all are forgotten, so that what nobody has any more is not kept. */
  private static final int PAGES_MAX = 1 << 16;

  private final Map<Content, byte[]> pages = new HashMap<>();

  private final Recent<Layout> layouts = new Recent<>();

  private final Recent<Wear> wears = new Recent<>();

  private final CRC32 crc = new CRC32();

  private final Layout noPieces = new Layout();

  /** Devices that hear one frame ask one after the other. */
  private byte[] last = {};

  /** Where the layouts of sectors begin that are filled alike. */
  Layout noPieces() {
    return noPieces;
  }

  /** A layout that is equal to this one; the same one for most that ask. */
  Layout of(Layout layout) {
    return layouts.of(layout);
  }

  /** Wear that is equal to this one; the same one for most that ask. */
  Wear of(Wear wear) {
    return wears.of(wear);
  }

  /** The page that stands for all of this content; nobody writes to it. */
  byte[] of(byte[] page) {
    if (!Arrays.equals(page, last)) {
      if (pages.size() >= PAGES_MAX) {
        pages.clear();
      }
      last = pages.computeIfAbsent(new Content(page, hash(page)), content -> page);
    }
    return last;
  }

  /** A checksum that processors have instructions for. */
  private int hash(byte[] page) {
    crc.reset();
    crc.update(page, 0, page.length);
    return (int) crc.getValue();
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by content, below
  private record Content(byte[] octets, int hash) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Content content
          && hash == content.hash
          && Arrays.equals(octets, content.octets);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
