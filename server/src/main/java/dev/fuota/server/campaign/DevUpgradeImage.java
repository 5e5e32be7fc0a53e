package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.server.port.Uplink;

/**
 * Asks a device what it holds: all fragments are no image yet (TR-10, TR-11).
 *
 * @param version FWversion of the image that was sent
 */
record DevUpgradeImage(long version) implements Exchange<DevUpgradeImageAns> {

  @Override
  public Stage stage() {
    return Stage.DEV_UPGRADE_IMAGE;
  }

  @Override
  public int fPort() {
    return FirmwareCommand.DEFAULT_FPORT;
  }

  @Override
  public Command request(Participant participant) {
    return new DevUpgradeImageReq();
  }

  @Override
  public Class<DevUpgradeImageAns> answerType() {
    return DevUpgradeImageAns.class;
  }

  @Override
  public Judgement judge(Participant participant, DevUpgradeImageAns ans, Uplink uplink) {
    return switch (ans.upImageStatus()) {
      case DevUpgradeImageAns.NO_IMAGE -> Judgement.notYet("no image in the device");
      case DevUpgradeImageAns.CORRUPT_IMAGE ->
          Judgement.refused("image corrupt or its signature wrong");
      case DevUpgradeImageAns.WRONG_HARDWARE -> Judgement.refused("image is for other hardware");
      default -> judgeVersion(ans.nextFirmwareVersion().orElseThrow());
    };
  }

  private Judgement judgeVersion(long held) {
    return held == version
        ? Judgement.ACCEPTED
        : Judgement.refused("holds an image of version " + FirmwareVersion.text(held));
  }
}
