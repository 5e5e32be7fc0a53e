package dev.fuota.server.chirpstack;

import java.util.ArrayDeque;
import java.util.Deque;

/** Jobs that take their time, one after the other. */
final class Jobs {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  /** Starts {@code job} when those before it have said {@link #done}. */
  void add(Runnable job) {
    waiting.add(job);
    goOn();
  }

  /** The job that runs is over. */
  void done() {
    busy = false;
    goOn();
  }

  private void goOn() {
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.remove().run();
    }
  }
}
