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

  private final Map<Layout, Layout> layouts = new HashMap<>();

  private final Map<Wear, Wear> wears = new HashMap<>();

  private final CRC32 crc = new CRC32();

  private final Layout noPieces = new Layout();

  /** Devices that hear one frame ask one after the other. */
  private byte[] last = {};

  /** Where the layouts of sectors begin that are filled alike. */
  Layout noPieces() {
    return noPieces;
  }

  /** The layout that stands for all that are equal to this one. */
  Layout of(Layout layout) {
    return known(layouts, layout);
  }

  /** The wear that stands for all that is equal to this one. */
  Wear of(Wear wear) {
    return known(wears, wear);
  }

  private static <T> T known(Map<T, T> all, T one) {
    if (all.size() >= PAGES_MAX) {
      all.clear();
    }
    return all.computeIfAbsent(one, unknown -> unknown);
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
