package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Tcxo;
import java.util.ArrayList;
import java.util.List;

/** What the chip finds wrong with itself (data sheet, "OpError"), in sentences for people. */
final class DeviceErrors {
  /** All bits that mean something. */
  static final int ALL = 0x017F;

  private static final int OSCILLATOR = 1 << 5;
  private static final int PA_RAMP = 1 << 8;
  private static final List<String> NAMES =
      List.of(
          "RC64K_CALIB",
          "RC13M_CALIB",
          "PLL_CALIB",
          "ADC_CALIB",
          "IMG_CALIB",
          "XOSC_START",
          "PLL_LOCK");

  private DeviceErrors() {}

  /**
   * What is wrong, and what to do.
   *
   * @param errors not 0
   */
  static String sentence(Board board, int errors) {
    String name = board.chip() + " on " + board.name();
    if ((errors & OSCILLATOR) != 0) {
      return board
          .options()
          .tcxo()
          .map(tcxo -> noTcxo(name, tcxo))
          .orElseGet(() -> noCrystal(name));
    }
    return "The "
        + name
        + " reports "
        + names(errors)
        + ": check that its supply is steady, 3.3 V with 120 mA.";
  }

  private static String noTcxo(String name, Tcxo tcxo) {
    String volts = tcxo.supply().name().substring(1).replace('_', '.');
    return "The oscillator of the "
        + name
        + " does not start (XOSC_START) with a TCXO fed by "
        + volts
        + " V from DIO3 for "
        + tcxo.startUp().toMillis()
        + " ms: if the board has a crystal, take the board option tcxo away; if it has a TCXO,"
        + " correct its voltage or give it longer to start.";
  }

  private static String noCrystal(String name) {
    return "The oscillator of the "
        + name
        + " does not start (XOSC_START) as a crystal: the board may have a TCXO; set the board"
        + " option tcxo, to 1.8 V if you do not know its voltage.";
  }

  private static String names(int errors) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < NAMES.size(); bit++) {
      if ((errors >> bit & 1) != 0) {
        names.add(NAMES.get(bit));
      }
    }
    if ((errors & PA_RAMP) != 0) {
      names.add("PA_RAMP");
    }
    return String.join(", ", names);
  }
}
