package dev.fuota.agent.rig;

import dev.fuota.agent.multicast.ReceiveLimits;
import dev.fuota.protocol.lorawan.Eu868;

/** What a link of that region can receive. */
record Eu868Limits(boolean supportsClassB) implements ReceiveLimits {
  @Override
  public boolean supportsDataRate(int dataRate) {
    return Eu868.dataRate(dataRate).isPresent();
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return Eu868.isFrequency(frequencyHz);
  }
}
