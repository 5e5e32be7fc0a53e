package dev.fuota.junit;

/** Waits for the end of threads that have been told to end. */
final class Joined {
  private Joined() {}

  static void quietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + thread.getName() + " ended", e);
    }
  }
}
