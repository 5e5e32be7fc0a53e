package dev.fuota.protocol.lorawan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The region EU863-870 (RP002), as far as LoRa with 125 kHz goes. RX1 uses the frequency and data
 * rate of the uplink (RX1DROffset 0).
 */
public final class Eu868 {
  /** DR0..DR5, at their index; payloads without a repeater on the way. */
  public static final List<DataRate> DATA_RATES =
      List.of(
          new DataRate(0, 12, 125_000, 51),
          new DataRate(1, 11, 125_000, 51),
          new DataRate(2, 10, 125_000, 51),
          new DataRate(3, 9, 125_000, 115),
          new DataRate(4, 8, 125_000, 242),
          new DataRate(5, 7, 125_000, 242));

  /** The uplink channels that every device has, Hz. */
  public static final List<Integer> DEFAULT_CHANNELS_HZ =
      List.of(868_100_000, 868_300_000, 868_500_000);

  public static final int RX2_FREQUENCY_HZ = 869_525_000;
  public static final DataRate RX2_DATA_RATE = DATA_RATES.get(0);

  /** From the end of an uplink to RX1. */
  public static final Duration RECEIVE_DELAY1 = Duration.ofSeconds(1);

  /** From the end of an uplink to RX2. */
  public static final Duration RECEIVE_DELAY2 = Duration.ofSeconds(2);

  private static final int LOWEST_HZ = 863_000_000;
  private static final int HIGHEST_HZ = 870_000_000;

  private static final List<SubBand> SUB_BANDS =
      List.of(
          new SubBand(863_000_000, 864_999_999, 1),
          new SubBand(865_000_000, 867_999_999, 10),
          new SubBand(868_000_000, 868_600_000, 10),
          new SubBand(868_700_000, 869_200_000, 1),
          new SubBand(869_400_000, 869_650_000, 100),
          new SubBand(869_700_000, 870_000_000, 10));

  private Eu868() {}

  /** The data rate with this index, if it is one of {@link #DATA_RATES}. */
  public static Optional<DataRate> dataRate(int index) {
    return index >= 0 && index < DATA_RATES.size()
        ? Optional.of(DATA_RATES.get(index))
        : Optional.empty();
  }

  /** Whether a device of the region can tune to this frequency: 863..870 MHz. */
  public static boolean isFrequency(long frequencyHz) {
    return frequencyHz >= LOWEST_HZ && frequencyHz <= HIGHEST_HZ;
  }

  /** The sub-band of a frequency; empty where LoRaWAN may not send. */
  public static Optional<SubBand> subBand(int frequencyHz) {
    return SUB_BANDS.stream().filter(band -> band.contains(frequencyHz)).findFirst();
  }
}
