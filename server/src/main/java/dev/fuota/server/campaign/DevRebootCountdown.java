package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells a device to reboot, if no reboot lies ahead of it.
 *
 * @param countdown 1..2^24-2 s
 */
record DevRebootCountdown(Duration countdown, InstantSource clock)
    implements RebootExchange<DevRebootCountdownAns> {

  @Override
  public Stage stage() {
    return Stage.DEV_REBOOT_COUNTDOWN;
  }

  @Override
  public boolean concerns(Participant participant) {
    return participant.rebootsAt().filter(at -> at.isAfter(clock.instant())).isEmpty();
  }

  @Override
  public Command request(Participant participant) {
    return new DevRebootCountdownReq(Math.toIntExact(countdown.toSeconds()));
  }

  @Override
  public Class<DevRebootCountdownAns> answerType() {
    return DevRebootCountdownAns.class;
  }

  @Override
  public long secondsLeft(DevRebootCountdownAns answer) {
    return answer.countdown();
  }

  @Override
  public Judgement judgeNothing() {
    return Judgement.refused("cannot reboot on command");
  }

  @Override
  public Judgement judgeProgrammed(Participant participant, long secondsLeft, Instant answeredAt) {
    participant.rebootsAt(answeredAt.plusSeconds(secondsLeft));
    return Judgement.ACCEPTED;
  }
}
