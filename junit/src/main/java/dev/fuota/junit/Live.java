package dev.fuota.junit;

import dev.fuota.fleet.result.FleetResult;

/**
 * A fleet in real time. {@link #stop} may come from any thread, the rest belongs to the one that
 * runs it.
 */
interface Live extends AutoCloseable {

  /**
   * Lives until there is nothing left to wait for, the scenario's time is over, or {@link #stop}.
   *
   * @param look runs now and then
   * @return what became of the devices
   */
  FleetResult run(Runnable look);

  /** What became of the devices so far. */
  FleetResult result();

  /** Ends {@link #run} soon. */
  void stop();

  /** Closes every socket. */
  @Override
  void close();
}
