package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.StageLine;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignSnapshot;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageCounts;
import dev.fuota.server.campaign.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes down how a campaign goes: its stages, and when its fragments are sent. */
final class CampaignWatch implements CampaignListener {
  private static final String RUNNING = "RUNNING";

  private final InstantSource clock;
  private final Instant start;
  private final CutFile file;
  private final Duration timeOnAir;
  private final Runnable transferred;
  private final Instant began;
  private final List<Begun> stages = new ArrayList<>();
  private @Nullable Instant finished;
  private @Nullable Instant firstEnd;
  private Instant lastEnd;
  private int fragments;
  private int round;

  private record Begun(Stage stage, Instant at) {}

  /**
   * A campaign that begins now.
   *
   * @param start of the run
   * @param timeOnAir of a fragment
   * @param transferred runs whenever the last fragment of a round was sent
   */
  CampaignWatch(
      InstantSource clock, Instant start, CutFile file, Duration timeOnAir, Runnable transferred) {
    this.clock = clock;
    this.start = start;
    this.file = file;
    this.timeOnAir = timeOnAir;
    this.transferred = transferred;
    this.began = clock.instant();
    this.lastEnd = began;
  }

  @Override
  public void onStage(Stage stage) {
    if (!stages.isEmpty() && stages.get(stages.size() - 1).stage() == stage) {
      return; // a server that was killed goes on with it
    }
    stages.add(new Begun(stage, clock.instant()));
  }

  @Override
  public void onFragment(int sent, int total) {
    lastEnd = clock.instant();
    firstEnd = firstEnd == null ? lastEnd : firstEnd;
    round += sent == 1 ? 1 : 0;
    fragments++;
    if (sent == total) {
      transferred.run();
    }
  }

  @Override
  public void onFinished(Verdict verdict) {
    finished = clock.instant();
  }

  /** Fragments that were sent so far. */
  int sent() {
    return fragments;
  }

  /** How it went until now. */
  CampaignLine line(int cell, Campaign campaign) {
    CampaignSnapshot snapshot = campaign.snapshot();
    Optional<Verdict> verdict = campaign.verdict();
    Instant end = finished == null ? clock.instant() : finished;
    return new CampaignLine(
        cell,
        verdict.map(it -> it.outcome().name()).orElse(RUNNING),
        verdict.map(Verdict::sentence).orElse("the run ended before the campaign"),
        Duration.between(start, began),
        Duration.between(began, end),
        file.nbFrag(),
        fragments,
        file.fragSize(),
        snapshot.multicastTimeOnAir(),
        Optional.ofNullable(firstEnd).map(this::transfer),
        round,
        lines(campaign.counts(), end));
  }

  private CampaignLine.Transfer transfer(Instant end) {
    return new CampaignLine.Transfer(
        Duration.between(start, end).minus(timeOnAir), Duration.between(start, lastEnd), timeOnAir);
  }

  private List<StageLine> lines(StageCounts counts, Instant end) {
    List<StageLine> lines = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Begun stage = stages.get(i);
      Instant next = i + 1 < stages.size() ? stages.get(i + 1).at() : end;
      StageCounts.Counts count = counts.of(stage.stage());
      lines.add(
          new StageLine(
              stage.stage().name(),
              Duration.between(start, stage.at()),
              Duration.between(stage.at(), next),
              count.answered(),
              count.refused() + count.timedOut()));
    }
    return lines;
  }
}
