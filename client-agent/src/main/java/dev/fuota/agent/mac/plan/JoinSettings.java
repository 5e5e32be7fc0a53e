package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Channel;
import java.util.List;

/**
 * What DLSettings, RxDelay and CFList of a join-accept make of the settings of a region (LoRaWAN
 * 1.0.4, "Join-accept frame"; RP002-1.0.4, "CFList").
 */
final class JoinSettings {
  private static final int WORD_BITS = 16;
  private static final int NARROW_WORDS = 4;

  /** Data rates of the channels of a CFList. */
  private static final int MIN_RATE = 0;

  private static final int MAX_RATE = 5;

  private final PlanState state;

  JoinSettings(PlanState state) {
    this.state = state;
  }

  /**
   * Begins a session.
   *
   * @param joinRate data rate of the join-request that was heard
   */
  void apply(JoinAccept accept, int joinRate) { // MAC-025, MAC-027
    state.reset();
    state.v11 = state.v11 && accept.isV11(LorawanVersion.V1_1);
    Receiving defaults = state.receiving;
    int offset = accept.rx1DrOffset();
    int rx2Rate = accept.rx2DataRate();
    state.receiving =
        new Receiving(
            offset <= state.region.rx1OffsetMax() ? offset : defaults.rx1Offset(),
            defaults.rx2FrequencyHz(),
            state.isDownlinkRate(rx2Rate) ? rx2Rate : defaults.rx2Rate(),
            accept.rx1DelaySeconds());
    accept.cfList().ifPresent(this::apply);
    if (state.adr && !state.region.fixedChannels()) {
      // more was not heard; the network can raise it
      state.sending = state.sending.withRate(Math.min(state.sending.rate(), joinRate));
    }
    state.settle();
  }

  private void apply(CfList list) {
    if (list instanceof CfList.Frequencies frequencies && !state.region.fixedChannels()) {
      addChannels(frequencies.hz());
    } else if (list instanceof CfList.Masks masks && state.region.fixedChannels()) {
      enable(masks.masks());
    }
  }

  private void addChannels(List<Integer> frequenciesHz) {
    int first = state.region.defaultChannels().size();
    for (int i = 0; i < frequenciesHz.size(); i++) {
      int hz = frequenciesHz.get(i);
      if (state.region.isFrequency(hz)) {
        state.channels.define(first + i, new Channel(hz, MIN_RATE, MAX_RATE));
      }
    }
  }

  private void enable(List<Integer> masks) {
    long low = 0;
    int high = 0;
    for (int i = 0; i < masks.size(); i++) {
      if (i < NARROW_WORDS) {
        low |= (long) masks.get(i) << (WORD_BITS * i);
      } else if (i == NARROW_WORDS) {
        high = masks.get(i) & ChannelMask.HIGH;
      }
    }
    state.channels.enable(new ChannelMask(low, high));
  }
}
