package dev.fuota.cli;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.Reboot;
import dev.fuota.server.campaign.Target;
import java.time.Duration;
import java.util.List;

/** Makes a campaign of what a file says, on whichever network. */
final class CampaignStart {
  private static final int UPLINKS = 2;
  private static final Duration UNICAST_GAP = Duration.ofMillis(20);

  private CampaignStart() {}

  /**
   * A campaign that can be started.
   *
   * @throws InputProblem if it cannot be
   */
  static Campaign prepare(
      ServerSettings.Update update,
      Region region,
      CutFile firmware,
      CampaignGroup group,
      List<Target> targets,
      CampaignPorts ports) {
    Campaign campaign =
        new Campaign(
            parameters(update, region, targets),
            new Job.UpgradeFirmware(firmware),
            group,
            targets,
            ports);
    List<String> problems = campaign.problems();
    if (!problems.isEmpty()) {
      throw new InputProblem("CAMPAIGN_REFUSED", String.join("; ", problems));
    }
    return campaign;
  }

  /**
   * A downlink of class A waits for an uplink that is heard: two of them are given to it. A
   * campaign waits as long as all tries can take before its multicast begins, so a generous time
   * would be paid by everybody.
   */
  private static CampaignParameters parameters(
      ServerSettings.Update update, Region region, List<Target> targets) {
    Duration slowest =
        targets.stream().map(Target::uplinkInterval).max(Duration::compareTo).orElseThrow();
    return CampaignParameters.builder()
        .region(region)
        .successThreshold(update.successThreshold())
        .maximumDuration(update.maximumDuration())
        .ucastMsgDelay(UNICAST_GAP)
        .deliveryTimeout(slowest.multipliedBy(UPLINKS))
        .msgRetries(update.retries())
        .mcastMsgDelay(Duration.ZERO)
        .reboot(new Reboot.OnCommand(update.rebootAfter()))
        .multicastChannel(update.channel())
        .build();
  }
}
