package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.command.LinkAdrAns;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import java.util.List;

/**
 * LinkADRReq commands that follow one another: one change, done whole or not at all (LoRaWAN 1.0.4,
 * "LinkADRReq"). The masks are applied one after the other, the rest is what the last one says;
 * each gets the same answer.
 */
final class LinkAdr {
  private static final int KEEP = 15;
  private static final int NARROW_MIN = 2;

  private final PlanState state;

  LinkAdr(PlanState state) {
    this.state = state;
  }

  /** Does what the commands ask for if all of it can be done. */
  LinkAdrAns apply(List<LinkAdrReq> block) { // MAC-069
    MaskChange change = MaskChange.none(state.channels.enabled());
    for (LinkAdrReq request : block) {
      change =
          state.region.fixedChannels()
              ? change.fixed(request)
              : change.dynamic(request, state.channels.defined());
    }
    LinkAdrReq last = block.get(block.size() - 1);
    Sending wanted = state.adr ? wanted(last) : state.sending;
    boolean mask = isMask(change, wanted.rate());
    // With a mask that is refused the data rate that is kept stays possible: no reason to refuse.
    boolean stays = !mask && state.adr && last.dataRate() == KEEP;
    LinkAdrAns answer =
        new LinkAdrAns(
            mask,
            stays || state.canSend(change.mask(), wanted.rate()),
            wanted.txPower() <= state.region.txPowerMax());
    if (answer.channelMaskAck() && answer.dataRateAck() && answer.powerAck()) {
      state.channels.enable(change.mask());
      state.sending = wanted;
    }
    return answer;
  }

  private Sending wanted(LinkAdrReq last) { // MAC-072
    Sending now = state.sending;
    return new Sending(
        last.dataRate() == KEEP ? now.rate() : last.dataRate(),
        last.txPower() == KEEP ? now.txPower() : last.txPower(),
        last.nbTrans() == 0 ? unsaidNbTrans() : last.nbTrans());
  }

  /** LoRaWAN 1.1 keeps the number, before it 0 was another way to write 1. */
  private int unsaidNbTrans() {
    return state.v11 ? state.sending.nbTrans() : Sending.NB_TRANS_DEFAULT;
  }

  private boolean isMask(MaskChange change, int rate) { // MAC-070
    ChannelMask mask = change.mask();
    return change.known()
        && !mask.equals(ChannelMask.NONE)
        && mask.and(state.channels.defined()).equals(mask)
        && (!state.region.fixedChannels() || isEnough(mask, rate));
  }

  /** With a data rate of the narrow channels a device must have some to hop over. */
  private boolean isEnough(ChannelMask mask, int rate) {
    return rate >= state.region.joinRates().highest() || mask.lowCount() >= NARROW_MIN;
  }
}
