package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.server.port.Uplink;
import java.time.Duration;

/**
 * Asks a device how much it misses (TP-14).
 *
 * @param answerDelay the longest random delay before its answer
 */
record FragSessionStatus(int fragIndex, Duration answerDelay)
    implements Exchange<FragSessionStatusAnsV2> {
  private static final int MISSING_FRAG_MAX = 255;

  @Override
  public Stage stage() {
    return Stage.FRAG_SESSION_STATUS;
  }

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

  /** A device that has reported the whole block by itself need not be asked. */
  @Override
  public boolean concerns(Participant participant) {
    return !participant.hasReportedBlock();
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
}
