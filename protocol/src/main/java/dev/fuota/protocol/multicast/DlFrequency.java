package dev.fuota.protocol.multicast;

/**
 * The 24-bit frequency field of the session requests (TS005): units of 100 Hz, except that values
 * from 12,000,000 on are units of 200 Hz, so that the band at 2.4 GHz can be named, as in LoRaWAN's
 * own commands (TS005-11).
 */
final class DlFrequency {
  private static final int FIRST_WIDE_VALUE = 12_000_000;
  private static final int UNIT_HZ = 100;
  private static final int WIDE_UNIT_HZ = 200;
  private static final int VALUE_MAX = 0xff_ffff;

  private DlFrequency() {}

  static long toHz(int value) {
    return (long) value * unitOf(value);
  }

  /**
   * The field for a frequency.
   *
   * @throws IllegalArgumentException if the field cannot hold exactly this frequency
   */
  static int ofHz(long frequencyHz) {
    long value = frequencyHz / unitOf(frequencyHz / WIDE_UNIT_HZ);
    if (value < 0 || value > VALUE_MAX || toHz((int) value) != frequencyHz) {
      throw new IllegalArgumentException("no such frequency on air: " + frequencyHz + " Hz");
    }
    return (int) value;
  }

  private static int unitOf(long value) {
    return value < FIRST_WIDE_VALUE ? UNIT_HZ : WIDE_UNIT_HZ;
  }
}
