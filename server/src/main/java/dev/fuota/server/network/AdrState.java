package dev.fuota.server.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** What the network remembers of a device's uplinks in order to steer its data rate. */
final class AdrState {
  /** Uplinks that are looked at. */
  static final int HISTORY = 20;

  private final Deque<Double> snr = new ArrayDeque<>(HISTORY);
  private final Deque<Long> missed = new ArrayDeque<>(HISTORY);
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
    snr.clear();
    missed.clear();
  }

  void uplink(double snrDb, long framesMissed) {
    if (snr.size() == HISTORY) {
      snr.remove();
      missed.remove();
    }
    snr.add(snrDb);
    missed.add(framesMissed);
  }

  boolean isFull() {
    return snr.size() == HISTORY;
  }

  OptionalDouble bestSnr() {
    return snr.stream().mapToDouble(Double::doubleValue).max();
  }

  /** Share of frames that did not come, percent. */
  double lossPercent() {
    double lost = missed.stream().mapToLong(Long::longValue).sum();
    return 100 * lost / Math.max(1, lost + missed.size());
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
