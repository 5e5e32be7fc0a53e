package dev.fuota.agent.mac.plan;

/**
 * What the network restricts.
 *
 * @param uplinkDwell uplinks may last 400 ms at most
 * @param downlinkDwell downlinks may last 400 ms at most
 * @param maxEirpDbm the power from which TXPower counts down
 * @param dutyCycleExponent 0..15: the share of time on air, all bands together, is at most 1/2^n; 0
 *     is no limit
 */
record Limits(boolean uplinkDwell, boolean downlinkDwell, int maxEirpDbm, int dutyCycleExponent) {

  Limits withDutyCycle(int exponent) {
    return new Limits(uplinkDwell, downlinkDwell, maxEirpDbm, exponent);
  }
}
