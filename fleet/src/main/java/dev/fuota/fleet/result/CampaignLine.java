package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The campaign of one cell.
 *
 * @param verdict DONE, DONE_WITH_FAILURES, FAILED or ABORTED; RUNNING if the run ended before
 * @param reason one sentence
 * @param began since the cell's start
 * @param took from then to its end, or to that of the run
 * @param nbFrag uncoded fragments of the image
 * @param sent fragments sent by multicast, coded and repeated ones too
 * @param fragSize octets
 * @param timeOnAir of all multicast frames
 * @param transfer empty as long as no fragment was sent
 * @param rounds of fragments that were begun
 */
public record CampaignLine(
    int cell,
    String verdict,
    String reason,
    Duration began,
    Duration took,
    int nbFrag,
    int sent,
    int fragSize,
    Duration timeOnAir,
    Optional<Transfer> transfer,
    int rounds,
    List<StageLine> stages) {

  /**
   * When fragments were sent, since the cell's start.
   *
   * @param began when the first one began
   * @param ended when the last one was over
   * @param fragmentTime on air of one of them
   */
  public record Transfer(Duration began, Duration ended, Duration fragmentTime) {}

  public CampaignLine {
    stages = List.copyOf(stages);
  }
}
