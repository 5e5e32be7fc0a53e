package dev.fuota.fleet.demo;

import dev.fuota.fleet.air.AirFigures;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Watches a campaign: takes the stages down, and tells how far it is. */
final class StageRecorder implements CampaignListener {
  private static final List<Stage> STAGES = List.of(Stage.values());
  private static final double CAMPAIGNS = 2;
  private static final double SHARE_BEFORE_FRAGMENTS = 0.05;
  private static final double SHARE_OF_FRAGMENTS = 0.85;

  private final Scene scene;
  private final String campaign;
  private final int number;
  private final DemoProgress.Listener listener;
  private final List<StageLog> stages = new ArrayList<>();
  private @Nullable Stage stage;
  private Instant start;
  private AirFigures airBefore = AirFigures.NONE;
  private int cutsBefore;
  private int fragments;

  StageRecorder(Scene scene, String campaign, int number, DemoProgress.Listener listener) {
    this.scene = scene;
    this.campaign = campaign;
    this.number = number;
    this.listener = listener;
    this.start = scene.world().simulation().instant();
  }

  /** The stages that are over, in their order. */
  List<StageLog> stages() {
    return List.copyOf(stages);
  }

  @Override
  public void onStage(Stage next) {
    end();
    stage = next;
    start = scene.world().simulation().instant();
    airBefore = scene.world().airFigures();
    cutsBefore = scene.powerCuts();
    fragments = 0;
    tell(shareBefore(next), next);
  }

  private static double shareBefore(Stage stage) {
    int position = STAGES.indexOf(stage);
    int transfer = STAGES.indexOf(Stage.DL_FRAGMENT);
    if (position <= transfer) {
      return SHARE_BEFORE_FRAGMENTS * position / transfer;
    }
    double after = 1 - SHARE_BEFORE_FRAGMENTS - SHARE_OF_FRAGMENTS;
    return 1 - after * (STAGES.size() - position) / (STAGES.size() - transfer);
  }

  @Override
  public void onFragment(int sent, int total) {
    fragments++;
    tell(SHARE_BEFORE_FRAGMENTS + SHARE_OF_FRAGMENTS * sent / total, Stage.DL_FRAGMENT);
  }

  @Override
  public void onFinished(Verdict verdict) {
    Stage last = stage;
    end();
    tell(1, last == null ? Stage.MC_GROUP_SETUP : last);
  }

  private void end() {
    if (stage != null) {
      stages.add(
          new StageLog(
              stage,
              start,
              Duration.between(start, scene.world().simulation().instant()),
              scene.world().airFigures().since(airBefore),
              fragments,
              scene.powerCuts() - cutsBefore));
      stage = null;
    }
  }

  private void tell(double shareOfCampaign, Stage now) {
    listener.onProgress(
        new DemoProgress(
            campaign,
            name(now),
            (number + shareOfCampaign) / CAMPAIGNS,
            Duration.between(Simulation.START, scene.world().simulation().instant())));
  }

  /** As in ThingPark's campaigns: {@code MC_GROUP_SETUP} is McGroupSetup. */
  static String name(Stage stage) {
    StringBuilder name = new StringBuilder();
    for (String word : stage.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
