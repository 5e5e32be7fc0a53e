package dev.fuota.server.campaign;

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

  /** Ends what goes on by itself. */
  default void stop() {}
}
