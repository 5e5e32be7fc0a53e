package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells a device to reboot, if no reboot lies ahead of it. Without an answer it may have rebooted
 * all the same: its version will tell.
 *
 * @param countdown 1..2^24-2 s
 */
record DevRebootCountdown(Duration countdown, InstantSource clock)
    implements Exchange<DevRebootCountdownAns> {

  @Override
  public Stage stage() {
    return Stage.DEV_REBOOT_COUNTDOWN;
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
  public Judgement judge(Participant participant, DevRebootCountdownAns ans, Uplink uplink) {
    if (ans.countdown() == DevRebootCountdownAns.NOTHING_PROGRAMMED) {
      return Judgement.refused("cannot reboot on command");
    }
    participant.rebootsAt(uplink.startedAt().plusSeconds(ans.countdown()));
    return Judgement.ACCEPTED;
  }
}
