package dev.fuota.fleet.result;

/**
 * What became of one device.
 *
 * @param number its place in the fleet, 0 and up
 * @param id its DevEUI, or its address if it does not join
 * @param group its place among the scenario's groups, 0 and up
 * @param reason why it is not updated, a few words of which many devices have the same; empty if it
 *     is, or was not to be
 * @param reached when it came where
 * @param fragments that it stored
 * @param heard fragments that it received, repeated and superfluous ones too
 * @param sentWhenComplete fragments that had been sent when it had its block; 0 if it never had
 * @param powerCuts how often its power failed
 * @param joules what its radio took since it opened its session; 0 if it did not
 * @param flashOperations programs and erases of its flash since the factory
 * @param decoderOctets the most that its decoder occupied
 */
public record DeviceLine(
    int number,
    String id,
    int group,
    Fate fate,
    String reason,
    Reached reached,
    int fragments,
    int heard,
    int sentWhenComplete,
    int powerCuts,
    double joules,
    long flashOperations,
    int decoderOctets) {

  /** Whether it was to be updated, and is not. */
  public boolean failed() {
    return !reason.isEmpty();
  }
}
