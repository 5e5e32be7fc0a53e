package dev.fuota.fleet.lorawan;

import dev.fuota.server.planner.EnergyModel;
import dev.fuota.server.planner.RadioTimes;
import java.time.Duration;
import java.time.Instant;

/** What a device's radio takes from its battery from some instant on. */
final class Consumption {
  private final Instant since;
  private final RadioTimes before;
  private double joules;

  /**
   * Nothing yet.
   *
   * @param before what the radio had done until then
   */
  Consumption(Instant since, RadioTimes before) {
    this.since = since;
    this.before = before;
  }

  /** As it was taken down last. */
  double joules() {
    return joules;
  }

  /**
   * Takes down what it is now.
   *
   * @param times what the radio has done until now
   */
  void measure(EnergyModel energy, Instant now, RadioTimes times) {
    RadioTimes spent =
        new RadioTimes(
            times.sending().minus(before.sending()), times.receiving().minus(before.receiving()));
    joules = energy.joules(spent, Duration.between(since, now));
  }
}
