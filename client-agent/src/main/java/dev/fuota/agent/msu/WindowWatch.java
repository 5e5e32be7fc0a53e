package dev.fuota.agent.msu;

/**
 * The server's windows as they are seen: how long they are, and which closing message is a copy of
 * the one before.
 */
final class WindowWatch {
  /** Within this time a closing message is taken for a copy. */
  private static final int LOCK_MS = 500;

  private final ObservedWindow scm;
  private final ObservedWindow ccm;
  private long passEndMs;
  private boolean passEnded;
  private long ccmOpenedMs;
  private boolean ccmOpen;
  private long closedUntilMs = Long.MIN_VALUE;
  private long reopenedUntilMs = Long.MIN_VALUE;
  private long ccmUntilMs = Long.MIN_VALUE;

  WindowWatch(Complaints.Windows windows) {
    this.scm = windows.scm();
    this.ccm = windows.ccm();
  }

  /** Another chunk begins. */
  void onChunkBegins() {
    passEnded = false;
  }

  /** The last frame of a chunk came, or another window was opened: the server's window begins. */
  void onWindowBegins(long now) {
    passEndMs = now;
    passEnded = true;
  }

  /** The server's window ends, if it was seen to begin (MSU-X16). */
  void onWindowEnds(long now, boolean seen) {
    if (seen && passEnded) {
      scm.observe(now - passEndMs);
      passEnded = false;
    }
  }

  void onClosed(long now) {
    closedUntilMs = now + lockMs();
  }

  /** Is a message that closes a chunk a copy? Nothing is inferred from it either. */
  boolean justClosed(long now) {
    return now < closedUntilMs;
  }

  void onReopened(long now) {
    reopenedUntilMs = now + lockMs();
    onWindowBegins(now);
  }

  boolean justReopened(long now) {
    return now < reopenedUntilMs;
  }

  /** Half of the window where that is shorter: a fast server closes chunks in less than 500 ms. */
  private long lockMs() {
    return Math.min(LOCK_MS, scm.ms() / 2);
  }

  void onCcmOpened(long now) {
    ccmOpenedMs = now;
    ccmOpen = true;
    ccmUntilMs = now + LOCK_MS;
  }

  boolean justOpenedCcm(long now) {
    return now < ccmUntilMs;
  }

  /** Chunks are repeated, or the round is over. */
  void onCcmEnds(long now) {
    if (ccmOpen) {
      ccmOpen = false;
      ccm.observe(now - ccmOpenedMs);
    }
  }
}
