package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;

/** Whether settings that were read are such as a device of the region can have. */
final class SettingsCheck {
  private static final int NIBBLE = 15;

  private SettingsCheck() {}

  static boolean passes(PlanState state) {
    return isSending(state)
        && isReceiving(state)
        && isLimits(state.limits, state.region)
        && isClassB(state)
        && isNibble(state.rejoin.maxTimeN())
        && isNibble(state.rejoin.maxCountN())
        && isBackoff(state.backoff);
  }

  private static boolean isSending(PlanState state) {
    Sending sending = state.sending;
    return state.canSend(state.channels.enabled(), sending.rate())
        && isWithin(sending.txPower(), 0, state.region.txPowerMax())
        && isWithin(sending.nbTrans(), 1, NIBBLE);
  }

  private static boolean isReceiving(PlanState state) {
    Receiving receiving = state.receiving;
    return isWithin(receiving.rx1Offset(), 0, state.region.rx1OffsetMax())
        && state.region.isFrequency(receiving.rx2FrequencyHz())
        && state.region.downlinkRate(receiving.rx2Rate()).isPresent()
        && isWithin(receiving.delaySeconds(), 1, NIBBLE);
  }

  private static boolean isLimits(Limits limits, Region region) {
    boolean dwell = limits.uplinkDwell() || limits.downlinkDwell();
    return (region.hasDwellTime() || !dwell)
        && isWithin(limits.maxEirpDbm(), 0, region.maxEirpDbm())
        && isNibble(limits.dutyCycleExponent());
  }

  private static boolean isClassB(PlanState state) {
    ClassBSettings classB = state.classB;
    return isFrequencyOrDefault(classB.pingFrequencyHz(), state.region)
        && state.region.downlinkRate(classB.pingRate()).isPresent()
        && isFrequencyOrDefault(classB.beaconFrequencyHz(), state.region);
  }

  private static boolean isFrequencyOrDefault(int hz, Region region) {
    return hz == 0 || region.isFrequency(hz);
  }

  private static boolean isBackoff(AdrBackoff backoff) {
    return isNibble(backoff.limitExponent())
        && isNibble(backoff.delayExponent())
        && isWithin(backoff.unanswered(), 0, 0xffff_ffffL);
  }

  /** Whether a dynamic plan can have the channel at this index. */
  static boolean isChannel(int index, Channel channel, PlanState state) {
    Region region = state.region;
    if (!isWithin(index, 0, region.channelCount() - 1)) {
      return false;
    }
    return state.channels.isDefault(index)
        ? region.defaultChannels().get(index).equals(channel)
        : region.isFrequency(channel.frequencyHz())
            && channel.minRate() <= channel.maxRate()
            && region.uplinkRate(channel.minRate()).isPresent()
            && region.uplinkRate(channel.maxRate()).isPresent();
  }

  private static boolean isNibble(int value) {
    return isWithin(value, 0, NIBBLE);
  }

  private static boolean isWithin(long value, long low, long high) {
    return low <= value && value <= high;
  }
}
