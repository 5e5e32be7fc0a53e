package dev.fuota.tests.msu;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.msu.Ipv4;

/**
 * Stands for all that happened in a run, so that two runs can be compared; and with {@code
 * -Dfuota.chaos.trace=true} tells it.
 */
final class Trace {
  private static final long PRIME = 0x100_0000_01b3L;

  private static final boolean TOLD = Boolean.getBoolean("fuota.chaos.trace");

  private final Simulation simulation;
  private long sum = 0xcbf2_9ce4_8422_2325L;

  Trace(Simulation simulation) {
    this.simulation = simulation;
  }

  void add(long one, long two, long three) {
    long time = simulation.instant().toEpochMilli();
    for (long value : new long[] {time, one, two, three}) {
      sum = (sum ^ value) * PRIME;
    }
  }

  void say(int address, String what, Object of) {
    if (TOLD) {
      System.err.println(simulation.instant() + " " + new Ipv4(address) + " " + what + " " + of);
    }
  }

  long sum() {
    return sum;
  }
}
