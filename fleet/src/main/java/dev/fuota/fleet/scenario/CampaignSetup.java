package dev.fuota.fleet.scenario;

import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignParametersBuilder;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.time.Instant;

/** The campaign of a scenario in the server's terms. */
public final class CampaignSetup {
  /** A device whose uplinks are lost so often in a row counts as not reached. */
  private static final int HEARTBEATS = 4;

  private static final Duration LONGEST = Duration.ofDays(20);
  private static final Duration UNICAST_DELAY = Duration.ofMillis(20);

  private CampaignSetup() {}

  /** The data rate of the multicast session. */
  public static DataRate sessionRate(Scenario scenario) {
    return scenario.region().downlinkRate(scenario.update().dataRate()).orElseThrow();
  }

  /** What is sent, in fragments, or why it cannot be. */
  static FileCutter.Outcome cut(Scenario scenario) {
    Update update = scenario.update();
    return FileCutter.firmware(
        update.image(),
        scenario.slotLimit(),
        sessionRate(scenario),
        update.fragmentSize(),
        update.redundancy(),
        scenario.groups().get(0).packages());
  }

  /** What is sent, in fragments. */
  public static CutFile file(Scenario scenario) {
    FileCutter.Outcome outcome = cut(scenario);
    if (outcome instanceof FileCutter.Ready ready) {
      return ready.file();
    }
    throw new IllegalArgumentException(outcome.toString());
  }

  /**
   * How the campaign is run.
   *
   * @param began when the run did
   */
  public static CampaignParametersBuilder parameters(Scenario scenario, Instant began) {
    Update update = scenario.update();
    Duration slowest =
        scenario.groups().stream()
            .map(DeviceGroup::uplinkInterval)
            .max(Duration::compareTo)
            .orElseThrow();
    Region region = scenario.region();
    CampaignParametersBuilder builder =
        CampaignParameters.builder()
            .region(region)
            .maximumDuration(LONGEST)
            .successThreshold(update.successThreshold())
            .ucastMsgDelay(UNICAST_DELAY)
            .mcastMsgDelay(update.spacing())
            .deliveryTimeout(slowest.multipliedBy(HEARTBEATS))
            .msgRetries(update.retries());
    update.sessionStart().ifPresent(wait -> builder.sessionStart(began.plus(wait)));
    int frequencyHz = update.periodicity().isPresent() ? 0 : region.rx2FrequencyHz();
    builder.multicastChannel(
        new DownlinkChannel(frequencyHz, sessionRate(scenario), update.periodicity()));
    CampaignParameters.take(update.parameters(), builder);
    return builder;
  }
}
