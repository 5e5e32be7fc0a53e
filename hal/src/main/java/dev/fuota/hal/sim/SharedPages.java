package dev.fuota.hal.sim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Pages of the disks of a fleet, each content kept once: thousands of devices that receive the same
 * file hold it in memory once. One thread.
 */
public final class SharedPages {
  private final Map<Content, byte[]> pages = new HashMap<>();

  /** The page that stands for all of this content; nobody writes to it. */
  byte[] of(byte[] page) {
    return pages.computeIfAbsent(new Content(page, Arrays.hashCode(page)), content -> page);
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
