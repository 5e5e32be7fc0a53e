package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.List;

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
 * @param rounds of fragments, 1 and up
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
    int rounds,
    List<StageLine> stages) {
  public CampaignLine {
    stages = List.copyOf(stages);
  }
}
