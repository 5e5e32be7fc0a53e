package dev.fuota.server.service;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.msu.ClientReport;
import dev.fuota.server.msu.ClientState;
import dev.fuota.server.msu.FileOutcome;
import dev.fuota.server.msu.MsuPhase;
import dev.fuota.server.msu.MsuReport;
import dev.fuota.server.port.DeviceId;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far each device is in the phases of a cycle. A phase that wants no answer of a device
 * (announcement, transfer) counts as answered when it is over.
 */
final class MsuBoard {
  private static final Pattern TEXT = Pattern.compile("msu1 ([0-5]{1,9}) ([0-2]) ?(.*)");

  private final List<String> stages;
  private final Cells cells;
  private final String[] reasons;
  private final int[] missing;
  private final BitSet connected = new BitSet();
  private final IntConsumer changed;
  private int stage = -1;

  /**
   * A board without marks.
   *
   * @param devices sorted
   * @param changed is told the row of a device that is marked
   */
  MsuBoard(List<String> stages, List<DeviceId> devices, IntConsumer changed) {
    this.stages = stages;
    this.cells = new Cells(devices, stages.size());
    this.reasons = new String[devices.size()];
    this.missing = new int[devices.size()];
    this.changed = changed;
    for (int row = 0; row < devices.size(); row++) {
      forget(row);
    }
  }

  private void forget(int row) {
    reasons[row] = "";
    missing[row] = -1;
  }

  Cells cells() {
    return cells;
  }

  /** Why a device is out; empty while it is not. */
  String reason(int row) {
    return reasons[row];
  }

  /** Frames or chunks of its last complaint; negative if it had none. */
  int missing(int row) {
    return missing[row];
  }

  boolean hasPassed(int row) {
    return cells.outcome(row) == Cells.SUCCEEDED;
  }

  /** What is kept of a device. */
  String text(int row) {
    StringBuilder text = new StringBuilder("msu1 ");
    for (int i = 0; i < stages.size(); i++) {
      text.append(cells.state(row, i));
    }
    return text.append(' ').append(cells.outcome(row)).append(' ').append(reasons[row]).toString();
  }

  /** Marks a device as it was kept; false if the text is none of {@link #text}. */
  boolean read(int row, String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || parts.group(1).length() != stages.size()) {
      return text.isEmpty();
    }
    for (int i = 0; i < stages.size(); i++) {
      cells.state(row, i, parts.group(1).charAt(i) - '0');
    }
    outcome(row, parts.group(2).charAt(0) - '0', parts.group(3));
    return true;
  }

  /** A cycle begins with those that have not passed: nothing is known of them any more. */
  void begin() {
    stage = -1;
    connected.clear();
    for (int row = 0; row < reasons.length; row++) {
      if (!hasPassed(row)) {
        for (int i = 0; i < stages.size(); i++) {
          cells.state(row, i, 0);
        }
        forget(row);
        cells.outcome(row, Cells.RUNNING);
        changed.accept(row);
      }
    }
  }

  /** The index of the stage that the phase is; negative if it is none. */
  int onPhase(MsuPhase phase) {
    int next = stages.indexOf(phase.name());
    if (next < 0) {
      return next;
    }
    int before = stage;
    stage = next;
    for (int row = 0; row < reasons.length; row++) {
      leave(row, before);
      enter(row, phase);
    }
    return next;
  }

  private void leave(int row, int before) {
    if (before < 0 || cells.state(row, before) != Cells.code(Status.SENT)) {
      return;
    }
    MsuPhase phase = MsuPhase.valueOf(stages.get(before));
    if (phase == MsuPhase.DISCOVERY) {
      mark(row, before, Status.TIMED_OUT);
    } else if (phase == MsuPhase.GROUPING
        || phase == MsuPhase.ANNOUNCEMENT
        || phase == MsuPhase.TRANSFER) {
      mark(row, before, Status.ANSWERED);
    }
  }

  private void enter(int row, MsuPhase phase) {
    boolean takesPart =
        switch (phase) {
          case DISCOVERY -> !hasPassed(row);
          case GROUPING -> cells.state(row, 0) == Cells.code(Status.ANSWERED) && !hasPassed(row);
          case CONNECT -> false;
          default -> connected.get(row);
        };
    if (takesPart && cells.state(row, stage) == 0) {
      boolean is = cells.outcome(row) != Cells.RUNNING && phase != MsuPhase.DISCONNECT;
      mark(row, stage, is ? Status.ANSWERED : Status.SENT);
    }
  }

  private void mark(int row, int at, Status status) {
    cells.state(row, at, Cells.code(status));
    changed.accept(row);
  }

  private void mark(int row, MsuPhase phase, Status status) {
    mark(row, stages.indexOf(phase.name()), status);
  }

  private int row(Ipv4 device) {
    return cells.row(DeviceId.of(device));
  }

  void onClient(Ipv4 device, ClientState state) {
    int row = row(device);
    if (row < 0 || (hasPassed(row) && state != ClientState.DISCONNECTED)) {
      return;
    }
    connected.set(row, state == ClientState.CONNECTED);
    switch (state) {
      case NOT_FOUND -> {}
      case FOUND -> mark(row, MsuPhase.DISCOVERY, Status.ANSWERED);
      case DUPLICATE -> mark(row, MsuPhase.DISCOVERY, Status.REFUSED);
      case CONNECTING -> mark(row, MsuPhase.CONNECT, Status.SENT);
      case CONNECTED -> onConnected(row);
      case REFUSED, UNSUITABLE -> mark(row, MsuPhase.CONNECT, Status.REFUSED);
      case UNREACHABLE -> mark(row, MsuPhase.CONNECT, Status.TIMED_OUT);
      case LOST -> mark(row, Math.max(0, stage), Status.TIMED_OUT);
      case DISCONNECTED -> mark(row, MsuPhase.DISCONNECT, Status.ANSWERED);
    }
  }

  private void onConnected(int row) {
    mark(row, MsuPhase.DISCOVERY, Status.ANSWERED);
    mark(row, MsuPhase.CONNECT, Status.ANSWERED);
  }

  void onComplaint(Ipv4 device, long count) {
    int row = row(device);
    if (row >= 0) {
      missing[row] = (int) Math.min(count, Integer.MAX_VALUE);
      changed.accept(row);
    }
  }

  void onOutcome(Ipv4 device, FileOutcome outcome) {
    int row = row(device);
    if (row < 0 || (outcome != FileOutcome.PASS && outcome != FileOutcome.FAIL)) {
      return;
    }
    boolean passed = outcome == FileOutcome.PASS;
    for (MsuPhase phase : List.of(MsuPhase.TRANSFER, MsuPhase.REPAIR)) {
      int at = stages.indexOf(phase.name());
      if (cells.state(row, at) == Cells.code(Status.SENT)) {
        mark(row, at, Status.ANSWERED);
      }
    }
    mark(row, MsuPhase.STATUS, passed ? Status.ANSWERED : Status.REFUSED);
    outcome(row, passed ? Cells.SUCCEEDED : Cells.FAILED, passed ? "" : "the file failed");
    changed.accept(row);
  }

  private void outcome(int row, int outcome, String reason) {
    cells.outcome(row, outcome);
    reasons[row] = reason;
    if (outcome == Cells.SUCCEEDED) {
      cells.complete(row);
      missing[row] = 0;
    }
  }

  /** The cycle is over: whoever has not passed says why. */
  void onFinished(MsuReport report) {
    for (ClientReport client : report.clients()) {
      int row = row(client.deviceId());
      if (row >= 0 && client.hasPassed()) {
        outcome(row, Cells.SUCCEEDED, "");
        changed.accept(row);
      } else if (row >= 0 && !hasPassed(row)) {
        outcome(row, Cells.FAILED, why(client));
      }
    }
    end(report.aborted().isEmpty() ? "it was not found" : "the cycle ended before");
  }

  /** No cycle follows. */
  void end(String reason) {
    for (int row = 0; row < reasons.length; row++) {
      for (int i = 0; i < stages.size(); i++) {
        if (cells.state(row, i) == Cells.code(Status.SENT)) {
          mark(row, i, Status.TIMED_OUT);
        }
      }
      if (cells.outcome(row) == Cells.RUNNING) {
        outcome(row, Cells.FAILED, reason);
      }
      if (!hasPassed(row)) {
        changed.accept(row);
      }
    }
  }

  private static String why(ClientReport client) {
    return switch (client.state()) {
      case NOT_FOUND -> "it did not answer the search";
      case FOUND, CONNECTING -> "the cycle ended before it connected";
      case DUPLICATE -> "two devices have its address";
      case REFUSED ->
          "it refused to connect" + client.refusal().map(it -> ": " + it.meaning()).orElse("");
      case UNREACHABLE -> "it did not answer the Connect";
      case UNSUITABLE -> "it cannot do what the cycle needs";
      case LOST -> "it fell silent";
      case CONNECTED, DISCONNECTED -> ofFile(client);
    };
  }

  private static String ofFile(ClientReport client) {
    if (client.files().isEmpty()) {
      return "the cycle ended before the file";
    }
    ClientReport.FileReport file = client.files().get(0);
    return switch (file.outcome()) {
      case FAIL -> "the file failed: " + file.code().meaning();
      case UNFINISHED -> "it had not finished when the cycle ended";
      case UNKNOWN, PASS -> "it never said what became of the file";
    };
  }
}
