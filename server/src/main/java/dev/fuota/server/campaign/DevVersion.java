package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevVersionAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.server.port.Uplink;

/**
 * Asks a device that has not reported by itself what it runs (TR-17).
 *
 * @param version FWversion that it should run
 */
record DevVersion(long version) implements Exchange<DevVersionAns> {

  @Override
  public Stage stage() {
    return Stage.DEV_VERSION;
  }

  @Override
  public boolean isGoal() {
    return true;
  }

  @Override
  public int fPort() {
    return FirmwareCommand.DEFAULT_FPORT;
  }

  @Override
  public Command request(Participant participant) {
    return new DevVersionReq();
  }

  @Override
  public Class<DevVersionAns> answerType() {
    return DevVersionAns.class;
  }

  @Override
  public Judgement judge(Participant participant, DevVersionAns ans, Uplink uplink) {
    participant.reported(ans.fwVersion());
    return ans.fwVersion() == version
        ? Judgement.ACCEPTED
        : Judgement.notYet("still runs " + FirmwareVersion.text(ans.fwVersion()));
  }
}
