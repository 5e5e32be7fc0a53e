package dev.fuota.server.network;

import java.util.Arrays;
import java.util.OptionalDouble;

/** What the network remembers of a device's uplinks in order to steer its data rate. */
final class AdrState {
  /** Uplinks that are looked at. */
  static final int HISTORY = 20;

  /** As long as there were uplinks to remember, at most {@link #HISTORY}. */
  private double[] snr = {};

  /** Frames that did not come before each of them. */
  private long[] missed = {};

  /** Uplinks since it began. */
  private int uplinks;

  private int txPower;
  private int nbTrans = 1;
  private int askedPower;
  private int askedTrans = 1;

  /** A new session, or another data rate: what was measured says nothing any more. */
  void restart() {
    forget();
    txPower = 0;
    nbTrans = 1;
  }

  private void forget() {
    snr = new double[0];
    missed = new long[0];
    uplinks = 0;
  }

  void uplink(double snrDb, long framesMissed) {
    if (snr.length < HISTORY) {
      snr = Arrays.copyOf(snr, snr.length + 1);
      missed = Arrays.copyOf(missed, missed.length + 1);
    }
    snr[uplinks % HISTORY] = snrDb;
    missed[uplinks % HISTORY] = framesMissed;
    uplinks++;
  }

  boolean isFull() {
    return snr.length == HISTORY;
  }

  OptionalDouble bestSnr() {
    return Arrays.stream(snr).max();
  }

  /** Share of frames that did not come, percent. */
  double lossPercent() {
    double lost = Arrays.stream(missed).sum();
    return 100 * lost / Math.max(1, lost + missed.length);
  }

  int txPower() {
    return txPower;
  }

  int nbTrans() {
    return nbTrans;
  }

  void ask(int power, int trans) {
    askedPower = power;
    askedTrans = trans;
  }

  /** The device did what it was asked, or not. */
  void answered(boolean accepted) {
    if (accepted) {
      txPower = askedPower;
      nbTrans = askedTrans;
    }
    forget();
  }
}
