package dev.fuota.agent.firmware;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Timer;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The trial of a new image: the bootloader has started it, and takes it back unless it confirms
 * itself. It does so when it has run for a while. What the network does meanwhile does not count:
 * an image is not bad because a gateway is down.
 *
 * <p>Until then the download slot is held: what lies there is what a revert would start.
 *
 * @param selfTest how long a new image runs before it confirms itself
 */
record Trial(Duration selfTest) {
  /** Before a confirmation that could not be written is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** Begins after a reset of an image on trial. */
  List<Action> start() {
    return List.of(Action.Simple.HOLD_SLOT, new Action.Start(Timer.TRIAL, selfTest));
  }

  /** The image has run for long enough, or the confirmation is to be written again. */
  List<Action> onTimer(Optional<ImageVersion> running) {
    // The timer first: what fails behind it ends the list, and is tried again.
    return List.of(
        new Action.Start(Timer.TRIAL, RETRY),
        Action.Simple.CONFIRM_IMAGE,
        new Action.Stop(Timer.TRIAL),
        new Action.Tell(new AgentEvent.ImageConfirmed(running)),
        Action.Simple.FREE_SLOT);
  }
}
