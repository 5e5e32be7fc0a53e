package dev.fuota.fleet.comparison;

import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignSnapshot;
import dev.fuota.server.campaign.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One campaign in one mode: whole devices that update to a new firmware over the link model of the
 * fleet, with bursts of lost frames. The seed says how good the links of the day are, and which
 * devices are unlucky; all modes meet the same.
 */
public final class Trial {
  static final int DEVICES = 20;
  static final int IMAGE = 4800;
  static final int FRAGMENT = 48;

  /** Percent of the devices. */
  static final int THRESHOLD = 90;

  private static final double LOSS_MIN = 0.02;
  private static final double LOSS_MAX = 0.12;
  private static final double UNLUCKY = 0.1;
  private static final double UNLUCKY_FACTOR = 2.5;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(20);

  @SuppressWarnings("InlineFormatString") // the scenario can be read in one piece
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: adaptive
      seed: %d
      air: {preset: ideal}
      fleet:
        - {count: %d, secret: 000102030405060708090a0b0c0d0e0f, adr: false, dataRate: 5, uplinkInterval: 1min, joinSpread: 10s}
      campaign: {fragmentSize: %d, image: %d, redundancy: %s, retries: 10}
      until: {longest: 480h}
      expect: {}
      """;

  /**
   * What came of it.
   *
   * @param fragments that went to the group, uncoded and coded
   * @param nbFrag uncoded ones
   * @param duration from the first fragment to the verdict
   */
  public record Result(
      boolean success,
      int fragments,
      int nbFrag,
      Duration multicast,
      Duration unicast,
      Duration duration) {

    Duration airTime() {
      return multicast.plus(unicast);
    }
  }

  private final LorawanFleet fleet;
  private final PairedServer server;
  private @Nullable Instant transferBegan;

  private Trial(Mode mode, long seed) {
    Scenario scenario =
        ScenarioFile.read(
            "adaptive.yaml",
            String.format(Locale.ROOT, SCENARIO, seed, DEVICES, FRAGMENT, IMAGE, Mode.REDUNDANCY),
            name -> "");
    double[] losses = losses(seed);
    fleet =
        new LorawanFleet(scenario, new VirtualTime(new Simulation(seed)), device -> losses[device]);
    server = new PairedServer(fleet, mode::apply);
  }

  private static double[] losses(long seed) {
    SplittableRandom dice = new SplittableRandom(seed);
    double usual = dice.nextDouble(LOSS_MIN, LOSS_MAX);
    double[] losses = new double[DEVICES];
    Arrays.setAll(losses, i -> dice.nextDouble() < UNLUCKY ? usual * UNLUCKY_FACTOR : usual);
    return losses;
  }

  /** Runs a campaign to its verdict. */
  public static Result run(Mode mode, long seed) {
    return new Trial(mode, seed).run();
  }

  private Result run() {
    Simulation simulation = fleet.pace().simulation();
    look();
    if (!fleet.pace().run(this::isOver, LONGEST)) {
      throw new IllegalStateException("no verdict in " + LONGEST);
    }
    Campaign campaign = server.campaign().orElseThrow();
    CampaignSnapshot snapshot = campaign.snapshot();
    Instant began = Optional.ofNullable(transferBegan).orElseThrow();
    return new Result(
        campaign.verdict().orElseThrow().done(),
        snapshot.fragmentsSent(),
        snapshot.fragmentsNeeded(),
        snapshot.multicastTimeOnAir(),
        snapshot.unicastTimeOnAir(),
        Duration.between(began, simulation.instant()));
  }

  private boolean isOver() {
    return server.campaign().flatMap(Campaign::verdict).isPresent();
  }

  private void look() {
    Simulation simulation = fleet.pace().simulation();
    boolean sends =
        server
            .campaign()
            .filter(campaign -> campaign.counts().of(Stage.DL_FRAGMENT).sent() > 0)
            .isPresent();
    if (sends) {
      transferBegan = simulation.instant();
    } else {
      simulation.after(LOOK, this::look);
    }
  }
}
