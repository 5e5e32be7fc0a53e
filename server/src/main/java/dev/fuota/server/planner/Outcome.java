package dev.fuota.server.planner;

/**
 * What becomes of all devices.
 *
 * @param mean probability that a device has the whole file, the mean over devices
 * @param all probability that every device has it
 */
record Outcome(double mean, double all) {
  static Outcome alike(Odds odds, int devices) {
    return new Outcome(Math.min(1, odds.success()), Math.exp(devices * odds.logSuccess()));
  }
}
