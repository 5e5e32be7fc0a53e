package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.Outcome;
import java.time.Duration;

/**
 * An uplink that fits and is refused for its length: MAC commands took the room. LoRaMac-node sends
 * an empty uplink with them then, so it is tried once more behind that.
 */
public final class RoomForCommands {
  /** What the module sends of itself lasts that long, with its windows. */
  private static final Duration FLUSH = Duration.ofSeconds(8);

  private boolean flushed;

  /**
   * What to do with an uplink that ended so.
   *
   * @param outcome FAILED if it was refused for its length, or perhaps for it
   */
  public Outcome judge(Outcome outcome, int length, int maxPayload) {
    boolean refused = outcome.kind() == Outcome.Kind.FAILED;
    boolean fits = length <= maxPayload;
    boolean again = refused && fits && !flushed;
    flushed = again;
    if (again) {
      return Outcome.busy(FLUSH);
    }
    return refused && !fits
        ? Outcome.failed(
            "An uplink of "
                + length
                + " octets does not fit the data rate, which takes "
                + maxPayload
                + ": it is lost.")
        : outcome;
  }
}
