package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a campaign as a whole must not forget when its process ends, so that another one goes on
 * with it; there are no keys in it.
 *
 * @param stage where it stands
 * @param startedAt when it began, from which {@code maximum_duration} counts
 * @param stageBeganAt when that stage began
 * @param longestSetup how long the longest stage of the setup took so far
 * @param sessionStart when the multicast session starts, as the devices were told
 * @param rebootAt when the devices reboot, as they were told
 * @param round rounds of fragments begun; with the first one the setup is closed
 * @param fragmentsSent of this round
 * @param multicastOctets on air so far, as {@link CampaignSnapshot} has them
 * @param verdict present when it is over
 */
public record CampaignState(
    Stage stage,
    Instant startedAt,
    Instant stageBeganAt,
    Duration longestSetup,
    Optional<Instant> sessionStart,
    Optional<Instant> rebootAt,
    int round,
    int fragmentsSent,
    long multicastOctets,
    Duration multicastTimeOnAir,
    Duration unicastTimeOnAir,
    Optional<Verdict> verdict) {

  /** As one line of text, which {@link #decode} of this and later versions reads. */
  public String encode() {
    return new StateText()
        .put("stage", stage)
        .put("started", startedAt)
        .put("stageBegan", stageBeganAt)
        .put("longestSetup", longestSetup)
        .put("sessionStart", sessionStart)
        .put("rebootAt", rebootAt)
        .put("round", round)
        .put("fragments", fragmentsSent)
        .put("multicastOctets", multicastOctets)
        .put("multicastTime", multicastTimeOnAir)
        .put("unicastTime", unicastTimeOnAir)
        .put("outcome", verdict.map(Verdict::outcome))
        .put("sentence", verdict.map(Verdict::sentence))
        .encode();
  }

  /** The state that was {@link #encode}d. */
  public static Decoded<CampaignState> decode(String text) {
    try {
      return Decoded.ok(of(StateText.decode(text)));
    } catch (StateText.BadText e) {
      return new Decoded.Malformed<>(
          Decoded.Reason.BAD_VALUE, "CampaignState", "a stored campaign: " + e.getMessage());
    }
  }

  private static CampaignState of(StateText.Fields fields) {
    Instant started = fields.instant("started").orElseThrow(() -> missing("started"));
    return new CampaignState(
        fields.word("stage", Stage.class).orElseThrow(() -> missing("stage")),
        started,
        fields.instant("stageBegan").orElse(started),
        fields.duration("longestSetup"),
        fields.instant("sessionStart"),
        fields.instant("rebootAt"),
        fields.count("round"),
        fields.count("fragments"),
        fields.number("multicastOctets").orElse(0L),
        fields.duration("multicastTime"),
        fields.duration("unicastTime"),
        fields
            .word("outcome", Verdict.Outcome.class)
            .map(outcome -> new Verdict(outcome, fields.text("sentence").orElse(""))));
  }

  private static StateText.BadText missing(String field) {
    return new StateText.BadText(field + " is missing");
  }
}
