package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.util.Optional;

/**
 * What one stage asks each device by unicast, and how it judges the answer.
 *
 * @param <A> the command that answers the request
 */
interface Exchange<A extends Command> {
  Stage stage();

  /** Port of the package. */
  int fPort();

  Class<A> answerType();

  /** Makes the request, anew for each try. */
  Command request(Participant participant);

  /**
   * Judges an answer.
   *
   * @param uplink that carried it
   */
  Judgement judge(Participant participant, A answer, Uplink uplink);

  /** How long the device may wait before it answers. */
  default Duration answerDelay() {
    return Duration.ZERO;
  }

  /** Whether the device must be asked; otherwise it counts as having answered. */
  default boolean concerns(Participant participant) {
    return true;
  }

  /** Whether a device that answered well has done all that the campaign is for. */
  default boolean isGoal() {
    return false;
  }

  /** Why a device cannot be asked (again) at all. */
  default Optional<String> obstacle(Participant participant) {
    return Optional.empty();
  }

  /** Whether a device that does not answer is out of the campaign. */
  default boolean isRequired() {
    return true;
  }
}
