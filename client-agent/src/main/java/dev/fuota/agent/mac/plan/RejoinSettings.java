package dev.fuota.agent.mac.plan;

import java.time.Duration;

/**
 * How often a device of LoRaWAN 1.1 sends a rejoin-request of type 0 (LoRaWAN 1.1,
 * "RejoinParamSetupReq").
 *
 * @param maxTimeN 0..15
 * @param maxCountN 0..15
 */
public record RejoinSettings(int maxTimeN, int maxCountN) {
  /** Until the network says otherwise: as seldom as can be. */
  static final RejoinSettings DEFAULT = new RejoinSettings(15, 15);

  private static final int TIME_EXPONENT = 10;
  private static final int COUNT_EXPONENT = 4;

  /** At the latest so long behind the last one. */
  public Duration maxTime() {
    return Duration.ofSeconds(1L << (maxTimeN + TIME_EXPONENT));
  }

  /** At the latest so many uplinks behind the last one. */
  public int maxUplinks() {
    return 1 << (maxCountN + COUNT_EXPONENT);
  }
}
