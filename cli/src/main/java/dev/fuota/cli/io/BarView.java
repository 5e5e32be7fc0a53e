package dev.fuota.cli.io;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that redraws itself on one line of a terminal, with the seconds gone by. */
final class BarView implements ProgressView {
  private static final int STEPS = 1000;
  private static final int WIDTH = 100;
  private static final int REDRAW_MILLIS = 100;
  private static final long REDRAW_NANOS = REDRAW_MILLIS * 1_000_000L;

  private final ProgressBar bar;
  private final PrintStream err;
  private long shownAt;

  BarView(PrintStream err, String task) {
    this.err = err;
    this.shownAt = System.nanoTime() - REDRAW_NANOS;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(STEPS)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .hideEta()
            .setConsumer(new DelegatingProgressBarConsumer(line -> err.print("\r" + line), WIDTH))
            .build();
  }

  @Override
  public boolean isDue(double share) {
    return share >= 1 || System.nanoTime() - shownAt >= REDRAW_NANOS;
  }

  @Override
  public void show(double share, String doing) {
    shownAt = System.nanoTime();
    bar.stepTo(Math.round(share * STEPS));
    bar.setExtraMessage(" " + doing);
  }

  @Override
  public void close() {
    bar.close();
    err.println();
  }
}
