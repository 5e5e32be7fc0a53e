package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.server.port.Uplink;

/**
 * Gives the group to a device that does not have it (TP-10).
 *
 * @param minMcFCnt the next counter of the group
 */
record McGroupSetup(CampaignGroup group, long minMcFCnt) implements Exchange<McGroupSetupAns> {
  private static final long MAX_MC_F_CNT = 0xffff_ffffL;

  @Override
  public Stage stage() {
    return Stage.MC_GROUP_SETUP;
  }

  @Override
  public int fPort() {
    return MulticastCommand.DEFAULT_FPORT;
  }

  @Override
  public boolean concerns(Participant participant) {
    return !group.members().contains(participant.device());
  }

  @Override
  public Command request(Participant participant) {
    Target target = participant.target();
    AesKey rootKey = target.rootKeyKind().mcRootKey(target.rootKey());
    Bytes wrapped = McKeys.wrap(McKeys.keyEncryptionKey(rootKey), group.mcKey());
    return new McGroupSetupReq(group.mcGroupId(), group.mcAddr(), wrapped, minMcFCnt, MAX_MC_F_CNT);
  }

  @Override
  public Class<McGroupSetupAns> answerType() {
    return McGroupSetupAns.class;
  }

  @Override
  public Judgement judge(Participant participant, McGroupSetupAns ans, Uplink uplink) {
    if (ans.mcGroupId() != group.mcGroupId()) {
      return Judgement.OTHER_SESSION;
    }
    return ans.idError()
        ? Judgement.refused("multicast group " + group.mcGroupId() + " is not supported")
        : Judgement.ACCEPTED;
  }
}
