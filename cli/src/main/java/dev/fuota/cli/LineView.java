package dev.fuota.cli;

import java.io.PrintStream;
import java.util.Locale;

/** One line each tenth of the way: for logs and for terminals that cannot redraw. */
final class LineView implements ProgressView {
  private static final int LINES = 10;

  private final PrintStream err;
  private int next;

  LineView(PrintStream err) {
    this.err = err;
  }

  @Override
  public void show(double share, String doing) {
    int tenth = (int) (share * LINES);
    if (tenth >= next) {
      next = tenth + 1;
      err.println(String.format(Locale.ROOT, "%3d %%  %s", Math.round(share * 100), doing));
    }
  }
}
