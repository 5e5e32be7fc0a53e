package dev.fuota.server.service;

import dev.fuota.server.campaign.StageState;
import dev.fuota.server.port.DeviceId;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * How far each device of a part is in each stage, an octet each, so that a page of ten thousand
 * devices can be drawn at any time. Rows have the revision of their last change.
 */
final class Cells {
  static final int RUNNING = 0;
  static final int SUCCEEDED = 1;
  static final int FAILED = 2;

  private static final int CODES = 6;

  private final List<DeviceId> devices;
  private final int stages;
  private final byte[] states;
  private final byte[] outcomes;
  private final int[] revisions;
  private final int[] counts = new int[FAILED + 1];
  private final int[][] stageCounts;
  private final BitSet complete = new BitSet();

  /**
   * Nothing has happened yet.
   *
   * @param devices sorted, so that a row is found without another table
   */
  Cells(List<DeviceId> devices, int stages) {
    this.devices = List.copyOf(devices);
    this.stages = stages;
    this.states = new byte[devices.size() * stages];
    this.outcomes = new byte[devices.size()];
    this.revisions = new int[devices.size()];
    counts[RUNNING] = devices.size();
    this.stageCounts = new int[stages][CODES];
    for (int[] stage : stageCounts) {
      stage[0] = devices.size();
    }
  }

  List<DeviceId> devices() {
    return devices;
  }

  /** Negative if the device is none of them. */
  int row(DeviceId device) {
    return Collections.binarySearch(devices, device);
  }

  /** As {@link Matrix} has it. */
  static int code(StageState.Status status) {
    return switch (status) {
      case PENDING -> 1;
      case SENT -> 2;
      case ANSWERED -> 3;
      case REFUSED -> 4;
      case TIMED_OUT -> 5;
    };
  }

  void state(int row, int stage, int code) {
    int at = row * stages + stage;
    stageCounts[stage][states[at]]--;
    stageCounts[stage][code]++;
    states[at] = (byte) code;
  }

  /** How many devices are so far in a stage. */
  int count(int stage, StageState.Status status) {
    return stageCounts[stage][code(status)];
  }

  /** The device is known to hold the file. */
  void complete(int row) {
    complete.set(row);
  }

  int complete() {
    return complete.cardinality();
  }

  int state(int row, int stage) {
    return states[row * stages + stage];
  }

  void outcome(int row, int outcome) {
    counts[outcomes[row]]--;
    counts[outcome]++;
    outcomes[row] = (byte) outcome;
  }

  int outcome(int row) {
    return outcomes[row];
  }

  /** How many devices came to this. */
  int count(int outcome) {
    return counts[outcome];
  }

  void touch(int row, int revision) {
    revisions[row] = revision;
  }

  int revision(int row) {
    return revisions[row];
  }
}
