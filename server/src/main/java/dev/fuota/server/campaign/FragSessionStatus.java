package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.Uplink;
import java.time.Duration;

/**
 * Asks a device how much it misses (TP-14).
 *
 * @param stage {@link Stage#FRAG_SESSION_STATUS}, or in later rounds {@link
 *     Stage#TRANSMISSION_ROUNDS}, or {@link Stage#UNICAST_REPAIR}
 * @param answerDelay the longest random delay before its answer
 * @param isGoal whether the campaign is done with a device that has all fragments
 */
record FragSessionStatus(
    Stage stage, int fragIndex, CutFile file, Duration answerDelay, boolean isGoal)
    implements Exchange<FragSessionStatusAnsV2> {
  private static final int MISSING_FRAG_MAX = 255;

  @Override
  public int fPort() {
    return FragmentationCommand.DEFAULT_FPORT;
  }

  @Override
  public Command request(Participant participant) {
    return request(true);
  }

  /**
   * The request.
   *
   * @param participants false: only devices that still miss fragments are to answer
   */
  Command request(boolean participants) {
    return new FragSessionStatusReq(participants, fragIndex);
  }

  @Override
  public Class<FragSessionStatusAnsV2> answerType() {
    return FragSessionStatusAnsV2.class;
  }

  /** A device that has the whole block, as it has said by itself or before, need not be asked. */
  @Override
  public boolean concerns(Participant participant) {
    boolean complete =
        stage == Stage.TRANSMISSION_ROUNDS
            && participant.state(Stage.FRAG_SESSION_STATUS).status() == Status.ANSWERED;
    return !complete && !participant.hasReportedBlock();
  }

  @Override
  public Judgement judge(Participant participant, FragSessionStatusAnsV2 ans, Uplink uplink) {
    if (ans.sessionDoesNotExist()) {
      return Judgement.refused("has no fragmentation session " + fragIndex);
    }
    if (ans.fragIndex().orElseThrow() != fragIndex) {
      return Judgement.OTHER_SESSION;
    }
    int missingFrag = ans.missingFrag().orElseThrow();
    participant.misses(missingFrag, needs(ans));
    String atLeast = missingFrag == MISSING_FRAG_MAX ? "at least " : "";
    String missing = atLeast + missingFrag + " missing";
    if (ans.memoryError()) {
      return Judgement.refused("too many fragments lost for the decoder's memory: " + missing);
    }
    if (missingFrag > 0) {
      return Judgement.refused("not enough fragments: " + missing);
    }
    return ans.micError()
        ? Judgement.refused("has rebuilt the block, but its MIC is wrong")
        : Judgement.ACCEPTED;
  }

  /**
   * How many coded fragments the device needs at least. MissingFrag counts what is not solved yet,
   * which falls late: a device that lost 30 fragments and has 29 coded ones needs one, and misses
   * up to 30. It has at least NbFrag - NbFragReceived to go, too, and most often exactly that, as
   * long as no fragment was sent twice.
   */
  int needs(FragSessionStatusAnsV2 ans) {
    int missing = ans.missingFrag().orElseThrow();
    if (ans.memoryError()) {
      return Participant.BEYOND_HELP;
    }
    if (missing == 0 || !file.isCoded()) {
      return missing;
    }
    int notReceived = Math.max(1, file.nbFrag() - ans.nbFragReceived().orElseThrow());
    return missing == MISSING_FRAG_MAX ? notReceived : Math.min(missing, notReceived);
  }
}
