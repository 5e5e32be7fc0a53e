package dev.fuota.server.campaign;

/**
 * How far one device is in one stage.
 *
 * @param tries requests given to the network so far, or 1 for a multicast request
 * @param detail why it is so, in a few words; empty where the status says it all
 */
public record StageState(Status status, int tries, String detail) {

  /** What happened last. */
  public enum Status {
    /** Nothing was sent yet. */
    PENDING,
    /** The request was on air, the answer is awaited. */
    SENT,
    /** A valid answer came, or none was needed. */
    ANSWERED,
    /** The device said no. */
    REFUSED,
    /** All tries were in vain. */
    TIMED_OUT
  }

  static final StageState NEW = new StageState(Status.PENDING, 0, "");

  boolean isSettled() {
    return status != Status.PENDING && status != Status.SENT;
  }

  StageState as(Status newStatus, String newDetail) {
    return new StageState(newStatus, tries, newDetail);
  }

  StageState tried() {
    return new StageState(Status.PENDING, tries + 1, detail);
  }
}
