package dev.fuota.agent.mac.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How uplinks are sent: what ADR is about.
 *
 * @param rate data rate index
 * @param txPower index of the region; 0 is the most
 * @param nbTrans 1..15 transmissions of each uplink
 */
record Sending(int rate, int txPower, int nbTrans) {
  static final int POWER_DEFAULT = 0;
  static final int NB_TRANS_DEFAULT = 1;
  private static final int RATES = 16;

  /** By data rate. */
  private static final List<Sending> INITIAL =
      IntStream.range(0, RATES)
          .mapToObj(rate -> new Sending(rate, POWER_DEFAULT, NB_TRANS_DEFAULT))
          .toList();

  /** As a device sends of itself. */
  static Sending initial(int rate) {
    return INITIAL.get(rate);
  }

  Sending withRate(int other) {
    return new Sending(other, txPower, nbTrans);
  }

  Sending withDefaultPower() {
    return new Sending(rate, POWER_DEFAULT, nbTrans);
  }

  Sending withDefaultNbTrans() {
    return new Sending(rate, txPower, NB_TRANS_DEFAULT);
  }
}
