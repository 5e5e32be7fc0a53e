package dev.fuota.server.campaign;

/**
 * Brings a round of fragments, or the commands of a campaign without a file, to the devices
 * (TR-07).
 */
interface Transfer {

  /**
   * Begins a round.
   *
   * @param whenDone called when everything is out
   */
  void start(Runnable whenDone);

  /**
   * Goes on with a round of an earlier process.
   *
   * @param from how much of it was sent
   */
  void resume(int from, Runnable whenDone);

  /** Ends at once; nothing is called back any more. */
  void stop();

  /** How much of the round was given to the network and is done. */
  int sent();

  int total();
}
