package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevRebootTimeAns;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.port.Uplink;
import java.time.Instant;

/**
 * Programs the reboot of a device (TP-16). A device that does not take the time stays in the
 * campaign: it is told to reboot at the end.
 *
 * @param rebootTime behind the end of the transfer
 */
record DevRebootTimeSetup(Instant rebootTime) implements Exchange<DevRebootTimeAns> {

  @Override
  public Stage stage() {
    return Stage.DEV_REBOOT_TIME_SETUP;
  }

  @Override
  public int fPort() {
    return FirmwareCommand.DEFAULT_FPORT;
  }

  @Override
  public boolean isRequired() {
    return false;
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
  public Judgement judge(Participant participant, DevRebootTimeAns ans, Uplink uplink) {
    if (ans.timeToReboot() == DevRebootTimeAns.NOTHING_PROGRAMMED) {
      return Judgement.notYet("no reboot programmed, the clock may be wrong");
    }
    Judgement judgement = DeviceClock.judge(rebootTime, ans.timeToReboot(), uplink.startedAt());
    if (judgement.equals(Judgement.ACCEPTED)) {
      participant.rebootsAt(rebootTime);
    }
    return judgement;
  }
}
