package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionSetupAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.server.port.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a device size and descriptor of the file (TP-11); in version 2 also its MIC, with a counter
 * that rises with every sending (TS004-35).
 *
 * @param mcGroupBitMask which groups bring the fragments; 0: they come by unicast alone (TR-08)
 */
record FragSessionSetup(
    CutFile firmware,
    int mcGroupBitMask,
    int fragIndex,
    int blockAckDelay,
    boolean ackReception,
    SessionCounters counters)
    implements Exchange<FragSessionSetupAnsV2> {
  private static final int PARITY_MATRIX = 0;

  @Override
  public Stage stage() {
    return Stage.FRAG_SESSION_SETUP;
  }

  @Override
  public int fPort() {
    return FragmentationCommand.DEFAULT_FPORT;
  }

  @Override
  public Command request(Participant participant) {
    return participant.target().packageVersion() == PackageVersion.V1
        ? version1()
        : version2(participant.target());
  }

  private Command version1() {
    return new FragSessionSetupReq(
        mcGroupBitMask,
        fragIndex,
        firmware.nbFrag(),
        firmware.fragSize(),
        blockAckDelay,
        PARITY_MATRIX,
        firmware.encoder().padding(),
        firmware.descriptor());
  }

  private Command version2(Target target) {
    int sessionCnt = counters.take(target.device(), fragIndex);
    Bytes mic = firmware.mic(target.rootKey(), sessionCnt, fragIndex);
    return new FragSessionSetupReqV2(
        mcGroupBitMask,
        fragIndex,
        firmware.nbFrag(),
        firmware.fragSize(),
        blockAckDelay,
        PARITY_MATRIX,
        ackReception,
        firmware.encoder().padding(),
        firmware.descriptor(),
        sessionCnt,
        mic);
  }

  /** A device of version 2 takes only so many setups in its life. */
  @Override
  public Optional<String> obstacle(Participant participant) {
    boolean spent =
        participant.target().packageVersion() != PackageVersion.V1
            && counters.left(participant.device(), fragIndex) == 0;
    return spent ? Optional.of("has no SessionCnt left") : Optional.empty();
  }

  @Override
  public Class<FragSessionSetupAnsV2> answerType() {
    return FragSessionSetupAnsV2.class;
  }

  @Override
  public Judgement judge(Participant participant, FragSessionSetupAnsV2 ans, Uplink uplink) {
    if (ans.fragIndex() != fragIndex) {
      return Judgement.OTHER_SESSION;
    }
    if (ans.accepted()) {
      return Judgement.ACCEPTED;
    }
    List<String> reasons = reasons(ans);
    return reasons.isEmpty()
        ? Judgement.notYet("SessionCnt was used before") // the next one is higher
        : Judgement.refused(String.join(", ", reasons));
  }

  /** Why another setup would be refused, too. */
  private List<String> reasons(FragSessionSetupAnsV2 ans) {
    List<String> reasons = new ArrayList<>();
    if (ans.wrongDescriptor()) {
      reasons.add("refused by descriptor");
    }
    if (ans.notEnoughMemory()) {
      reasons.add("not enough memory");
    }
    if (ans.fragIndexUnsupported()) {
      reasons.add("fragmentation session " + fragIndex + " is not supported");
    }
    if (ans.fragAlgoUnsupported()) {
      reasons.add("parity matrix is not supported");
    }
    return reasons;
  }
}
