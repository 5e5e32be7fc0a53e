package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.server.port.Uplink;
import java.util.ArrayList;
import java.util.List;

/** Tells a device size and descriptor of the file (TP-11). */
record FragSessionSetup(CutFirmware firmware, int mcGroupId, int fragIndex, int blockAckDelay)
    implements Exchange<FragSessionSetupAns> {
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
    return new FragSessionSetupReq(
        1 << mcGroupId,
        fragIndex,
        firmware.nbFrag(),
        firmware.fragSize(),
        blockAckDelay,
        PARITY_MATRIX,
        firmware.encoder().padding(),
        firmware.descriptor());
  }

  @Override
  public Class<FragSessionSetupAns> answerType() {
    return FragSessionSetupAns.class;
  }

  @Override
  public Judgement judge(Participant participant, FragSessionSetupAns ans, Uplink uplink) {
    if (ans.fragIndex() != fragIndex) {
      return Judgement.OTHER_SESSION;
    }
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
    return reasons.isEmpty() ? Judgement.ACCEPTED : Judgement.refused(String.join(", ", reasons));
  }
}
