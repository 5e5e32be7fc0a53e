package dev.fuota.agent.mac.plan;

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
