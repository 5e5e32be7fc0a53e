package dev.fuota.linux.serial;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Octets that wait for the thread that writes them, up to a limit. */
final class Outbox {
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private final int limit;
  private int waiting;
  private boolean open = true;

  /**
   * @param limit octets; while so many wait nothing more is taken
   */
  Outbox(int limit) {
    this.limit = limit;
  }

  /** False if that many would be too many, or the box is closed. */
  synchronized boolean offer(byte[] octets) {
    if (!open || waiting + octets.length > limit) {
      return false;
    }
    if (octets.length > 0) {
      waiting += octets.length;
      queue.add(octets.clone());
      notifyAll();
    }
    return true;
  }

  /** The oldest, which counts until {@link #done}; null once the box is closed. Waits for it. */
  synchronized byte @Nullable [] take() throws InterruptedException {
    while (open && queue.isEmpty()) {
      wait();
    }
    return open ? queue.remove() : null;
  }

  /** So many of those taken are out. */
  synchronized void done(int octets) {
    waiting -= octets;
  }

  /** Throws away what waits, and whoever waits for it goes. */
  synchronized void close() {
    open = false;
    queue.clear();
    notifyAll();
  }
}
