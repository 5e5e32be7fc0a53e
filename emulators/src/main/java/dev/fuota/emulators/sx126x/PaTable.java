package dev.fuota.emulators.sx126x;

import java.util.Map;
import java.util.Optional;

/** The settings of the amplifier that the maker allows (SX1261/2 data sheet, table 13-21). */
final class PaTable {
  private static final int SX1262_LEAST_DBM = -9;
  private static final int SX1262_MOST_DBM = 22;
  private static final int SX1261_LEAST_DBM = -17;
  private static final int SX1261_MOST_DBM = 14;
  private static final int SX1261_MOST_DUTY = 7;
  private static final int LOW_BAND_MOST_DUTY = 4;
  private static final int LOW_BAND_HZ = 400_000_000;
  private static final int RAMPS = 8;

  /** Duty cycle and hpMax, as one number, to what the strongest setting then gives. */
  private static final Map<Integer, Integer> SX1262 =
      Map.of(key(4, 7), 22, key(3, 5), 20, key(2, 3), 17, key(2, 2), 14);

  private PaTable() {}

  private static int key(int dutyCycle, int hpMax) {
    return dutyCycle << 8 | hpMax;
  }

  /** dBm of an SX1262; 22 for what the table does not have. */
  static int mostDbm(int dutyCycle, int hpMax) {
    return SX1262.getOrDefault(key(dutyCycle, hpMax), SX1262_MOST_DBM);
  }

  /** What is wrong with SetPaConfig for this part. */
  static Optional<String> check(
      Sx126xChip.Part part, int dutyCycle, int hpMax, int device, int lut) {
    boolean small = part == Sx126xChip.Part.SX1261;
    if (device != (small ? 1 : 0)) {
      return Optional.of("the device " + device + " is not this part, an " + part);
    }
    if (lut != 1) {
      return Optional.of("paLut " + lut + " is reserved");
    }
    boolean fits =
        small ? dutyCycle <= SX1261_MOST_DUTY : SX1262.containsKey(key(dutyCycle, hpMax));
    return fits
        ? Optional.empty()
        : Optional.of("duty cycle " + dutyCycle + ", hpMax " + hpMax + " are not in the PA table");
  }

  /** What is wrong with SetTxParams for this part. */
  static Optional<String> check(Sx126xChip.Part part, int powerDbm, int ramp) {
    boolean small = part == Sx126xChip.Part.SX1261;
    int least = small ? SX1261_LEAST_DBM : SX1262_LEAST_DBM;
    int most = small ? SX1261_MOST_DBM : SX1262_MOST_DBM;
    if (powerDbm < least || powerDbm > most) {
      return Optional.of(
          powerDbm + " dBm are out of the PA's range of " + least + " to " + most + " dBm");
    }
    return ramp < RAMPS ? Optional.empty() : Optional.of("there is no ramp time " + ramp);
  }

  /** What the amplifier of an SX1261 does not survive (data sheet, section 13.1.14). */
  static boolean tooMuchInLowBand(Setup setup) {
    return setup.paDevice == 1
        && setup.paDutyCycle > LOW_BAND_MOST_DUTY
        && setup.frequencyHz() < LOW_BAND_HZ;
  }
}
