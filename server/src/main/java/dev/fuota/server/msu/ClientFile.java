package dev.fuota.server.msu;

import dev.fuota.protocol.msu.StatusCode;

/** One file at one client: what came of it, and what it took. */
final class ClientFile {
  private FileOutcome outcome = FileOutcome.UNKNOWN;
  private StatusCode code = StatusCode.NONE;
  private int ccmRounds;
  private long finishedAt;
  private boolean atWork;
  private boolean excluded;
  private long sequenceComplaints;
  private long chunkComplaints;
  private long reports;
  private long missed;

  FileOutcome outcome() {
    return outcome;
  }

  StatusCode code() {
    return code;
  }

  /** Chunk complaint rounds, as the client counts them. */
  int ccmRounds() {
    return ccmRounds;
  }

  /** On the clock of the ports, in nanoseconds; meaningful once it passed or failed. */
  long finishedAt() {
    return finishedAt;
  }

  /** Whether the client has said PASS or FAIL. */
  boolean isFinished() {
    return outcome == FileOutcome.PASS || outcome == FileOutcome.FAIL;
  }

  void finish(FileOutcome result, StatusCode why, int rounds, long now) {
    outcome = result;
    code = why;
    ccmRounds = rounds;
    finishedAt = now;
  }

  void unfinished(int rounds) {
    outcome = FileOutcome.UNFINISHED;
    ccmRounds = rounds;
  }

  /** Whether the client has shown that it takes part in this very file. */
  boolean isAtWork() {
    return atWork;
  }

  void showsWork() {
    atWork = true;
  }

  /** Whether it has lost its right to sequence complaints (MSU-X36). */
  boolean isExcluded() {
    return excluded;
  }

  void exclude() {
    excluded = true;
  }

  void countSequenceComplaint() {
    sequenceComplaints++;
  }

  void countChunkComplaint() {
    chunkComplaints++;
  }

  void countReport() {
    reports++;
  }

  /** Frames that did not arrive when they were sent for the first time. */
  void countMissed(long frames) {
    missed += frames;
  }

  long sequenceComplaints() {
    return sequenceComplaints;
  }

  long chunkComplaints() {
    return chunkComplaints;
  }

  long reports() {
    return reports;
  }

  long missed() {
    return missed;
  }
}
