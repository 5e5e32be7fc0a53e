package dev.fuota.cli.io;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * One line each tenth of the way, and now and then one between: for logs and for terminals that
 * cannot redraw.
 */
final class LineView implements ProgressView {
  private static final int LINES = 10;

  /** What takes long in real time would look as if it hung. */
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(15);

  private final PrintStream err;
  private final InstantSource clock;
  private Instant due;
  private int next;

  LineView(PrintStream err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
    this.due = clock.instant().plus(NOW_AND_THEN);
  }

  @Override
  public boolean isDue(double share) {
    return isDue(share, clock.instant());
  }

  private boolean isDue(double share, Instant now) {
    return (int) (share * LINES) >= next || !now.isBefore(due);
  }

  @Override
  public void show(double share, String doing) {
    Instant now = clock.instant();
    if (isDue(share, now)) {
      next = Math.max(next, (int) (share * LINES) + 1);
      due = now.plus(NOW_AND_THEN);
      err.println(String.format(Locale.ROOT, "%3d %%  %s", Math.round(share * 100), doing));
    }
  }
}
