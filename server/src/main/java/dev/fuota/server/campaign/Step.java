package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.port.Uplink;

/** One stage of a campaign under way. The campaign looks at it after each event. */
interface Step {
  Stage stage();

  /** What answers it takes from now on, without asking for any. */
  void admit();

  /** Begins; it is admitted. */
  void begin();

  /**
   * Goes on where an earlier process left it; it is admitted.
   *
   * @param state of then
   */
  void resume(CampaignState state);

  boolean isOver();

  /** What follows; only when it is over. */
  Next next();

  /** Takes a command that concerns nobody but this step; false: it is for the exchanges. */
  default boolean takes(Participant participant, Command command, Uplink uplink) {
    return false;
  }

  /** Ends what goes on by itself. */
  default void stop() {}
}
