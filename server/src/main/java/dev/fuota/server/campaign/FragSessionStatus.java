package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
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
    implements Exchange<FragSessionStatusAns> {
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
  public Class<FragSessionStatusAns> answerType() {
    return FragSessionStatusAns.class;
  }

  @Override
  public Judgement judge(Participant participant, FragSessionStatusAns ans, Uplink uplink) {
    if (ans.fragIndex() != fragIndex) {
      return Judgement.OTHER_SESSION;
    }
    if (ans.missingFrag() == 0 && !ans.notEnoughMatrixMemory()) {
      return Judgement.ACCEPTED;
    }
    String atLeast = ans.missingFrag() == MISSING_FRAG_MAX ? "at least " : "";
    String missing = atLeast + ans.missingFrag() + " missing";
    return Judgement.refused(
        ans.notEnoughMatrixMemory()
            ? "too many fragments lost for the decoder's memory: " + missing
            : "not enough fragments: " + missing);
  }
}
