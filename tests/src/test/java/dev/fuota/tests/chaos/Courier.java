package dev.fuota.tests.chaos;

import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Carries messages as the {@link Faults} of the moment say. */
final class Courier {
  private final Simulation simulation;
  private final RandomGenerator random;
  private Faults faults;
  private int underWay;

  Courier(Simulation simulation, Faults faults) {
    this.simulation = simulation;
    this.random = simulation.newRandom();
    this.faults = faults;
  }

  Faults faults() {
    return faults;
  }

  /** What is under way already keeps its fate. */
  void set(Faults others) {
    faults = others;
  }

  /** Whether every message has come, or never will. */
  boolean isIdle() {
    return underWay == 0;
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Returns whether the message itself, not a copy of it, will come. */
  boolean carry(double loss, Runnable delivery) {
    boolean lost = happens(loss);
    if (!lost) {
      deliverLater(delivery);
    }
    for (int copies = 1; copies < Faults.COPIES_MAX && happens(faults.repeat()); copies++) {
      deliverLater(delivery);
    }
    return !lost;
  }

  private void deliverLater(Runnable delivery) {
    underWay++;
    simulation.after(
        delay(),
        () -> {
          underWay--;
          delivery.run();
        });
  }

  Duration delay() {
    return upTo(happens(faults.late()) ? faults.lateMax() : faults.delayMax());
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }
}
