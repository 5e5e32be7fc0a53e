package dev.fuota.cli;

import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFirmware;
import dev.fuota.server.campaign.FirmwareCampaign;
import dev.fuota.server.campaign.Target;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes a campaign of what a file says, on whichever network. */
final class CampaignStart {
  private static final int PATIENCE = 4;

  private CampaignStart() {}

  /**
   * Starts a campaign.
   *
   * @throws InputProblem if it cannot be
   */
  static FirmwareCampaign start(
      ServerSettings.Update update,
      CutFirmware firmware,
      List<Target> targets,
      CampaignPorts ports,
      RandomGenerator random) {
    CampaignParameters parameters =
        CampaignParameters.builder()
            .successThreshold(update.successThreshold())
            .maximumDuration(update.maximumDuration())
            .deliveryTimeout(targets.get(0).uplinkInterval().multipliedBy(PATIENCE))
            .multicastChannel(update.channel())
            .build();
    FirmwareCampaign campaign =
        new FirmwareCampaign(
            parameters,
            firmware,
            CampaignGroup.create(update.group(), update.mcAddr(), random),
            targets,
            ports);
    List<String> problems = campaign.problems();
    if (!problems.isEmpty()) {
      throw new InputProblem("CAMPAIGN_REFUSED", String.join("; ", problems));
    }
    campaign.start();
    return campaign;
  }
}
