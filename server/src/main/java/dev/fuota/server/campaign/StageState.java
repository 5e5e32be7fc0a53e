package dev.fuota.server.campaign;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How far one device is in one stage.
 *
 * @param tries requests given to the network so far, or 1 for a multicast request; one that was
 *     queued when its process died, and is given again by the next, counts once
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

  private static final int SHARED_TRIES = 16;

  /** Nearly all states of nearly all devices: they need no object of their own. */
  private static final Map<Status, List<StageState>> SHARED = shared();

  static final StageState NEW = of(Status.PENDING, 0, "");

  private static Map<Status, List<StageState>> shared() {
    Map<Status, List<StageState>> shared = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      shared.put(
          status,
          IntStream.range(0, SHARED_TRIES)
              .mapToObj(tries -> new StageState(status, tries, ""))
              .toList());
    }
    return shared;
  }

  @SuppressWarnings("EnumOrdinal") // an index into a table of this very process
  static StageState of(Status status, int tries, String detail) {
    return detail.isEmpty() && tries < SHARED_TRIES
        ? Objects.requireNonNull(SHARED.get(status)).get(tries)
        : new StageState(status, tries, detail);
  }

  boolean isSettled() {
    return status != Status.PENDING && status != Status.SENT;
  }

  StageState as(Status newStatus, String newDetail) {
    return of(newStatus, tries, newDetail);
  }

  StageState tried() {
    return of(Status.PENDING, tries + 1, detail);
  }
}
