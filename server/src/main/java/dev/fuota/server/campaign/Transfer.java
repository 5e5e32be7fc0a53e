package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;

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
   * An earlier process sent fragments before the stage that goes on: they are not fresh any more.
   *
   * @param from as {@link #sent} was then
   */
  default void restore(int from) {}

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

  /** Whether it has fragments left that nobody was sent yet, and somebody who misses some. */
  default boolean hasFresh() {
    return false;
  }

  /** Takes a command that concerns nobody but this transfer; false: it is for the exchanges. */
  default boolean takes(Participant participant, Command command) {
    return false;
  }
}
