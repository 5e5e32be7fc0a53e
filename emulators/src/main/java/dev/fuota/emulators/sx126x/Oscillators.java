package dev.fuota.emulators.sx126x;

/**
 * The 32 MHz oscillator, the calibrations, and what went wrong with them (SX1261/2 data sheet,
 * sections 9.2, 13.1.12, 13.3.6).
 */
final class Oscillators {
  private static final int PLL_ERROR = 0x04;
  private static final int ADC_ERROR = 0x08;
  private static final int IMAGE_ERROR = 0x10;
  private static final int XOSC_START_ERROR = 0x20;

  // The bits of Calibrate are others than those of the errors.
  private static final int CALIBRATE_RC = 0x03;
  private static final int CALIBRATE_PLL = 0x04;
  private static final int CALIBRATE_ADC = 0x38;
  private static final int CALIBRATE_IMAGE = 0x40;
  private static final int CALIBRATE_ALL = 0x7F;

  private static final int STEP_HZ = 4_000_000;
  private static final int US_FIRST = 0xE1;
  private static final int US_LAST = 0xE9;

  private final Sx126xChip.Wiring wiring;
  private boolean broken;
  private int errors;
  private int calibrated;
  private int imageFirst;
  private int imageLast;

  Oscillators(Sx126xChip.Wiring wiring) {
    this.wiring = wiring;
  }

  void breakDown(boolean isBroken) {
    broken = isBroken;
  }

  /** The automatic calibration after a reset; without the TCXO's supply it finds no clock. */
  void reset(Setup setup) {
    errors = 0;
    calibrated = 0;
    imageFirst = US_FIRST;
    imageLast = US_LAST;
    calibrate(CALIBRATE_ALL, setup);
  }

  /** Whether the oscillator runs when it is needed; the error is kept if not. */
  boolean start(Setup setup) {
    boolean fed = setup.tcxo == wiring.tcxo();
    boolean patient = !wiring.tcxo() || setup.tcxoDelay.compareTo(wiring.tcxoStartUp()) >= 0;
    boolean runs = fed && patient && !broken;
    if (!runs) {
      errors |= XOSC_START_ERROR;
    }
    return runs;
  }

  void calibrate(int blocks, Setup setup) {
    calibrated |= blocks & CALIBRATE_RC;
    int others = blocks & ~CALIBRATE_RC & CALIBRATE_ALL;
    if (others == 0) {
      return;
    }
    if (start(setup)) {
      calibrated |= others;
    } else {
      calibrated &= ~others;
      errors |= (others & CALIBRATE_PLL) != 0 ? PLL_ERROR : 0;
      errors |= (others & CALIBRATE_ADC) != 0 ? ADC_ERROR : 0;
      errors |= (others & CALIBRATE_IMAGE) != 0 ? IMAGE_ERROR : 0;
    }
  }

  void calibrateImage(int first, int last, Setup setup) {
    if (start(setup)) {
      calibrated |= CALIBRATE_IMAGE;
      imageFirst = first;
      imageLast = last;
    } else {
      errors |= IMAGE_ERROR;
    }
  }

  boolean isCalibrated() {
    return calibrated == CALIBRATE_ALL;
  }

  boolean isImageCalibrated(int frequencyHz) {
    return frequencyHz >= imageFirst * STEP_HZ && frequencyHz <= (imageLast + 1L) * STEP_HZ;
  }

  int errors() {
    return errors;
  }

  void clearErrors() {
    errors = 0;
  }
}
