package dev.fuota.server.campaign;

/** One stage of a campaign under way. The campaign looks at it after each event. */
interface Step {
  Stage stage();

  void begin();

  boolean isOver();

  /** What follows; only when it is over. */
  Next next();
}
