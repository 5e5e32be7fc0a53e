package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.SequenceComplaint;
import java.time.Duration;
import java.util.List;

/**
 * The complaints of one reception: when they leave, and what they say. One sequence complaint a
 * window (MSU-X14), at most eight datagrams for one chunk complaint (attack S8).
 */
final class Complaints {
  static final int ROUNDS_MAX = 16;
  static final int ENTRIES_MAX = 366;
  private static final int DATAGRAMS_MAX = 8;
  private static final Duration DATAGRAM_GAP = Duration.ofMillis(10);

  final ObservedWindow scmWindow;
  final ObservedWindow ccmWindow;
  private final MsuContext context;
  private final Backoff backoff;
  private final UpdateHost host;
  private final ActiveFile file;
  private final TimerSlot scm;
  private final TimerSlot ccm;

  Complaints(
      MsuContext context, Backoff backoff, Windows windows, UpdateHost host, ActiveFile file) {
    this.context = context;
    this.backoff = backoff;
    this.scmWindow = windows.scm();
    this.ccmWindow = windows.ccm();
    this.host = host;
    this.file = file;
    this.scm = context.timer();
    this.ccm = context.timer();
  }

  /** The windows as the server has shown them in this cycle. */
  record Windows(ObservedWindow scm, ObservedWindow ccm) {
    static Windows of(MsuTimes times) {
      return new Windows(new ObservedWindow(times.scmWait()), new ObservedWindow(times.ccmWait()));
    }
  }

  /** A window for sequence complaints began {@code passedMs} ago; replaces a pending one. */
  void planScm(long passedMs, Runnable due) { // MSU-X15
    scm.set(backoff.within(scmWindow.ms(), passedMs), due);
  }

  void cancelScm() {
    scm.cancel();
  }

  void planCcm(Runnable due) {
    ccm.set(backoff.within(ccmWindow.ms(), 0), due);
  }

  /** T_probe: one chunk complaint after a long silence, spread over a second. */
  void planProbe(Runnable due) {
    ccm.set(backoff.uniform(Backoff.MIN_MS, PROBE_MAX_MS), due);
  }

  private static final int PROBE_MAX_MS = 1000;

  void cancelCcm() {
    ccm.cancel();
  }

  void sendScm(int chunk) { // MSU-087, MSU-089
    context.counters.sequenceComplaints++;
    host.send(new SequenceComplaint(file.number, chunk, file.map.missing(chunk)));
  }

  /** The lowest incomplete chunks, as many as fit into one datagram. */
  void sendProbe() {
    sendCcm(file.map.incomplete(ENTRIES_MAX));
  }

  /** All incomplete chunks, 10 ms between the datagrams. */
  void sendCcm() { // MSU-102, MSU-129
    sendFrom(file.map.incomplete(DATAGRAMS_MAX * ENTRIES_MAX), 0);
  }

  private void sendFrom(List<Long> chunks, int from) {
    int end = Math.min(chunks.size(), from + ENTRIES_MAX);
    sendCcm(chunks.subList(from, end));
    if (end < chunks.size()) {
      ccm.set(DATAGRAM_GAP, () -> sendFrom(chunks, end));
    }
  }

  private void sendCcm(List<Long> chunks) {
    context.counters.chunkComplaints++;
    host.send(new ChunkComplaint(file.number, chunks));
  }

  void stop() {
    scm.cancel();
    ccm.cancel();
  }
}
