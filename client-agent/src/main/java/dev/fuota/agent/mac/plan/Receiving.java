package dev.fuota.agent.mac.plan;

/**
 * The windows of class A.
 *
 * @param rx1Offset RX1DROffset
 * @param rx2FrequencyHz carrier of RX2
 * @param rx2Rate data rate index of RX2
 * @param delaySeconds 1..15, from the end of an uplink to RX1
 */
record Receiving(int rx1Offset, int rx2FrequencyHz, int rx2Rate, int delaySeconds) {

  Receiving withDelay(int seconds) {
    return new Receiving(rx1Offset, rx2FrequencyHz, rx2Rate, seconds);
  }
}
