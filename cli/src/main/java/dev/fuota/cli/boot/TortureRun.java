package dev.fuota.cli.boot;

import dev.fuota.boot.torture.TortureResult;

/** A torture and how long it took. */
record TortureRun(TortureResult result, double seconds) {
  double runsPerSecond() {
    return seconds > 0 ? result.figures().runs() / seconds : 0;
  }
}
