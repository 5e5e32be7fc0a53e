package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A campaign at one moment, in a list (TP-17).
 *
 * @param outcome DONE, DONE_WITH_FAILURES, FAILED or ABORTED once it has ended
 * @param sentence where it stands, for a person
 * @param networks that take part
 * @param stage that the slowest running part is at; empty before the start
 * @param stageIndex of that stage among those of its part, from 0
 * @param stageCount stages of that part
 * @param progress 0..1
 * @param devices targets
 * @param succeeded targets that came through
 * @param failed targets that are out
 */
public record CampaignView(
    long id,
    String name,
    CampaignKind kind,
    Phase state,
    Optional<String> outcome,
    String sentence,
    List<String> networks,
    String stage,
    int stageIndex,
    int stageCount,
    double progress,
    int devices,
    int succeeded,
    int failed,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended) {

  /** Whether it has begun or ended. */
  public enum Phase {
    CREATED,
    RUNNING,
    ABORTING,
    ENDED
  }
}
