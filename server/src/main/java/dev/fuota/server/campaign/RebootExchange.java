package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.server.port.Uplink;
import java.time.Instant;

/**
 * Programs the reboot of a device. One that does not take it stays in the campaign: it may be told
 * again, or have rebooted all the same, and its version will tell.
 *
 * @param <A> says how many seconds are left until the reboot
 */
interface RebootExchange<A extends Command> extends Exchange<A> {

  /** Seconds from the answer to the reboot, 0 if none is programmed. */
  long secondsLeft(A answer);

  /** No reboot is programmed. */
  Judgement judgeNothing();

  /** A reboot is programmed; tells the participant when it will be, if that is believed. */
  Judgement judgeProgrammed(Participant participant, long secondsLeft, Instant answeredAt);

  @Override
  default int fPort() {
    return FirmwareCommand.DEFAULT_FPORT;
  }

  @Override
  default boolean isRequired() {
    return false;
  }

  @Override
  default Judgement judge(Participant participant, A answer, Uplink uplink) {
    long left = secondsLeft(answer);
    return left == 0 ? judgeNothing() : judgeProgrammed(participant, left, uplink.startedAt());
  }
}
