package dev.fuota.agent.step;

/** The timers of a device; each runs at most once at a time, and starting it again replaces it. */
public enum Timer {
  /** The next AppTimeReq is due. */
  CLOCK_SYNC,
  /** A class C session begins or ends. */
  MULTICAST_SESSION,
  /** A FragSessionStatusAns has waited for its random delay. */
  FRAG_STATUS,
  /** A FragDataBlockReceivedReq is due (again). */
  FRAG_REPORT,
  /** The next page of a block can be read or written. */
  REBUILD,
  /** The programmed reboot is due. */
  REBOOT,
  /** A new image has run for long enough to confirm itself. */
  TRIAL,
  /** The version after an update has to be reported (again). */
  VERSION_REPORT,
  /** Nothing was sent for long. */
  HEARTBEAT
}
