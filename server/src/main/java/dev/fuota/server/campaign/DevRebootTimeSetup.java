package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevRebootTimeAns;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.time.GpsTime;
import java.time.Instant;

/**
 * Programs the reboot of a device (TP-16).
 *
 * @param rebootTime behind the end of the transfer
 */
record DevRebootTimeSetup(Instant rebootTime) implements RebootExchange<DevRebootTimeAns> {

  @Override
  public Stage stage() {
    return Stage.DEV_REBOOT_TIME_SETUP;
  }

  @Override
  public Command request(Participant participant) {
    return new DevRebootTimeReq(GpsTime.of(rebootTime).seconds());
  }

  @Override
  public Class<DevRebootTimeAns> answerType() {
    return DevRebootTimeAns.class;
  }

  @Override
  public long secondsLeft(DevRebootTimeAns answer) {
    return answer.timeToReboot();
  }

  @Override
  public Judgement judgeNothing() {
    return Judgement.notYet("no reboot programmed, the clock may be wrong");
  }

  @Override
  public Judgement judgeProgrammed(Participant participant, long secondsLeft, Instant answeredAt) {
    Judgement judgement = DeviceClock.judge(rebootTime, secondsLeft, answeredAt);
    if (judgement.equals(Judgement.ACCEPTED)) {
      participant.rebootsAt(rebootTime);
    }
    return judgement;
  }
}
