package dev.fuota.fleet.result;

import java.util.List;

/** How campaigns end, the worst first. */
public enum Ending {
  /** The run was over before the campaign. */
  RUNNING,
  ABORTED,
  FAILED,
  DONE_WITH_FAILURES,
  DONE;

  /** All of them, the worst first. */
  public static final List<Ending> ALL = List.of(values());

  /** 0 is the worst. */
  public int rank() {
    return ALL.indexOf(this);
  }
}
