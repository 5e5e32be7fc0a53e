package dev.fuota.agent.rig;

import dev.fuota.agent.multicast.ReceiveLimits;
import dev.fuota.protocol.lorawan.region.Region;

/** What a link of that region can receive. */
record RegionLimits(boolean supportsClassB) implements ReceiveLimits {
  @Override
  public int groups() {
    return 4;
  }

  @Override
  public boolean supportsDataRate(int dataRate) {
    return Region.EU868.dataRate(dataRate).isPresent();
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return Region.EU868.isFrequency(frequencyHz);
  }
}
