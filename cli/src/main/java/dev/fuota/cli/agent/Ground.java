package dev.fuota.cli.agent;

import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Where a device lives: its time, and what its link hangs on. On one event loop. */
interface Ground extends AutoCloseable {
  Scheduler scheduler();

  InstantSource clock();

  RandomGenerator random();

  /** Does what comes from outside of the loop's own events; on the loop's thread. */
  void enter(Runnable event);

  /** Begins with what the link hangs on; its health follows. */
  void start();

  /** Lets time pass until the loop is stopped. */
  void run();

  @Override
  void close();
}
