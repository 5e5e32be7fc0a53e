package dev.fuota.tests.chaos;

import static dev.fuota.tests.chaos.Ledger.require;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A reboot that was acknowledged happens, after a power cut too (TS006-14). */
final class RebootPromise {
  private static final int TIME = 2;
  private static final int COUNTDOWN = 3;

  /** The reboot waits for the link, and a dark device for its power. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final Duration TIME_TO_SYNCHRONISE = Duration.ofMinutes(5);

  private final Simulation simulation;
  private Optional<Instant> planned = Optional.empty();
  private Optional<Instant> promised = Optional.empty();
  private Duration delay = Duration.ZERO;

  RebootPromise(Simulation simulation) {
    this.simulation = simulation;
  }

  void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.RebootPlanned plan) {
      delay = plan.delay();
      planned = Optional.of(simulation.instant().plus(delay));
      promised = promised.isPresent() ? planned : promised;
    } else if (event instanceof AgentEvent.RebootCancelled) {
      throw new AssertionError("nobody who may has asked for that: " + event);
    } else if (event instanceof AgentEvent.Rebooting) {
      planned = Optional.empty();
      promised = Optional.empty();
    }
  }

  void onAnswer(Bytes payload) {
    int cid = payload.at(0);
    boolean programmed = (cid == TIME || cid == COUNTDOWN) && !isZero(payload);
    if (programmed) {
      require(planned.isPresent(), "acknowledged a reboot that is not planned: " + payload);
      promised = planned;
    }
  }

  private static boolean isZero(Bytes payload) {
    return payload.slice(1, payload.length() - 1).equals(Bytes.of(new byte[payload.length() - 1]));
  }

  /** What was not acknowledged yet may be planned or not. */
  void onPowerLost() {
    planned = promised;
  }

  /**
   * The device goes on after a reset. If the time comes before its clock can be right again, that
   * reset was the reboot; a countdown may begin anew.
   */
  void onListening() {
    Instant now = simulation.instant();
    promised =
        promised
            .filter(at -> at.isAfter(now.plus(TIME_TO_SYNCHRONISE)))
            .map(at -> at.isBefore(now.plus(delay)) ? now.plus(delay) : at);
    planned = promised;
  }

  void check() {
    promised.ifPresent(
        at ->
            require(
                simulation.instant().isBefore(at.plus(PATIENCE)),
                "a reboot at " + at + " was acknowledged and did not happen"));
  }
}
