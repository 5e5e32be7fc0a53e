package dev.fuota.fleet.demo;

import java.util.List;

/**
 * A campaign at its end.
 *
 * @param name what it is for
 * @param imageVersion version of the image that was sent
 * @param verdict the server's: DONE or FAILED
 * @param reason the server's, one sentence
 * @param expected whether this is how it should have ended
 * @param startSeconds virtual seconds from the start of the demonstration
 * @param seconds how long it took
 * @param fragments what was sent and what was needed
 * @param airtime what was on the air
 */
public record CampaignResult(
    String name,
    String imageVersion,
    String verdict,
    String reason,
    boolean expected,
    double startSeconds,
    double seconds,
    Fragments fragments,
    Airtime airtime,
    List<StageResult> stages) {
  public CampaignResult {
    stages = List.copyOf(stages);
  }

  /**
   * Fragments of the campaign.
   *
   * @param size octets of a fragment
   * @param needed uncoded fragments of the image
   * @param sent all that were sent
   */
  public record Fragments(int size, int needed, int sent) {
    /** What was sent above what was needed, as a share of what was needed. */
    public double overhead() {
      return needed == 0 ? 0 : (double) (sent - needed) / needed;
    }
  }

  /**
   * Time on air in seconds, and frames.
   *
   * @param fragmentSeconds downlinks that carried fragments
   * @param unicastSeconds all other downlinks
   * @param uplinkSeconds uplinks of all devices
   */
  public record Airtime(
      double fragmentSeconds,
      double unicastSeconds,
      double uplinkSeconds,
      long downlinks,
      long uplinks,
      long uplinksHeard) {
    /** All of it. */
    public double seconds() {
      return fragmentSeconds + unicastSeconds + uplinkSeconds;
    }
  }
}
