package dev.fuota.tests.lorawan;

import dev.fuota.fleet.air.LossModel;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The dice of a trial, how hard they fall, and whether they still do. */
final class Trouble {
  private static final long PRIME = 0x100_0000_01b3L;
  private static final boolean TOLD = Boolean.getBoolean("fuota.mac.trace");

  private final Simulation simulation;
  private final RandomGenerator random;
  private boolean on = true;
  private long sum = 0xcbf2_9ce4_8422_2325L;

  Trouble(Simulation simulation) {
    this.simulation = simulation;
    this.random = simulation.newRandom();
  }

  /** From now on nothing goes wrong any more. */
  void end() {
    on = false;
  }

  boolean isOn() {
    return on;
  }

  RandomGenerator random() {
    return random;
  }

  /** Draws something bad with this probability. */
  boolean strikes(double probability) {
    return on && random.nextDouble() < probability;
  }

  Duration within(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis()));
  }

  byte[] octets(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  /** A link that loses frames, now and then nearly all of them. */
  LossModel loss() {
    double usual = random.nextInt(3) * 0.1;
    boolean[] burst = new boolean[1];
    return () -> {
      if (strikes(0.03)) {
        burst[0] = !burst[0];
      }
      return strikes(burst[0] ? 0.9 : usual);
    };
  }

  /** Stands for what happened, so that two runs can be compared. */
  void note(long what, long of) {
    for (long value : new long[] {simulation.instant().toEpochMilli(), what, of}) {
      sum = (sum ^ value) * PRIME;
    }
  }

  void say(Object who, String what, Object of) {
    note(what.hashCode(), of.toString().hashCode());
    if (TOLD) {
      System.err.println(simulation.instant() + " " + who + " " + what + " " + of);
    }
  }

  long sum() {
    return sum;
  }
}
