package dev.fuota.boot.torture;

/** A part of the work that one worker does alone. */
@FunctionalInterface
interface Task {
  void run(Worker worker, Tally tally);
}
