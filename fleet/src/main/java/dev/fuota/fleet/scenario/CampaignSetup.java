package dev.fuota.fleet.scenario;

import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
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

  /** What one request keeps a gateway busy, in the mean, with its duty cycle. */
  private static final Duration TURN = Duration.ofSeconds(8);

  /** Without coded fragments there may be so many rounds. */
  private static final int ROUNDS = 3;

  /** How much longer than its fragments take a session is open. */
  private static final Duration SPARE = Duration.ofMinutes(10);

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
    Region region = scenario.region();
    CampaignParametersBuilder builder =
        CampaignParameters.builder()
            .region(region)
            .maximumDuration(LONGEST)
            .successThreshold(update.successThreshold())
            .ucastMsgDelay(UNICAST_DELAY)
            .mcastMsgDelay(update.spacing())
            .deliveryTimeout(deliveryTimeout(scenario))
            .msgRetries(update.retries());
    if (update.periodicity().isEmpty()) {
      builder.sessionDuration(sessionDuration(scenario));
    }
    update.sessionStart().ifPresent(wait -> builder.sessionStart(began.plus(wait)));
    int frequencyHz = update.periodicity().isPresent() ? 0 : region.rx2FrequencyHz();
    builder.multicastChannel(
        new DownlinkChannel(frequencyHz, sessionRate(scenario), update.periodicity()));
    CampaignParameters.take(update.parameters(), builder);
    return builder;
  }

  /**
   * Until a request counts as not sent: some uplinks of a device that has to send one first. In
   * class C until all others had their turn, or the device has sent something, by which the server
   * sees that it is the gateway that has no time.
   */
  static Duration deliveryTimeout(Scenario scenario) {
    Duration turns = TURN.multipliedBy(scenario.count());
    return scenario.groups().stream()
        .map(group -> longer(group.reaction().multipliedBy(HEARTBEATS), queue(group, turns)))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static Duration queue(DeviceGroup group, Duration turns) {
    Duration heard = group.uplinkInterval().multipliedBy(5).dividedBy(2);
    return turns.compareTo(heard) < 0 ? turns : heard;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /**
   * In class C: as long as the fragments take, with a fifth for what else the gateways send.
   * Devices that listen to the group longer do not hear what is for them alone, if it is sent with
   * another data rate.
   */
  private static Duration sessionDuration(Scenario scenario) {
    CutFile file = file(scenario);
    int length = DataFrame.OVERHEAD + DataFragment.OVERHEAD + file.fragSize();
    Duration timeOnAir = TimeOnAir.of(sessionRate(scenario), length, false);
    Region region = scenario.region();
    Duration silence =
        region
            .subBand(region.rx2FrequencyHz())
            .map(band -> band.silenceAfter(timeOnAir))
            .orElse(Duration.ZERO);
    Duration apart = timeOnAir.plus(silence);
    Duration spacing = scenario.update().spacing();
    int rounds = file.coded() == 0 ? ROUNDS : 1;
    return longer(apart, spacing)
        .multipliedBy((long) rounds * (file.nbFrag() + file.coded()))
        .multipliedBy(6)
        .dividedBy(5)
        .plus(SPARE);
  }
}
