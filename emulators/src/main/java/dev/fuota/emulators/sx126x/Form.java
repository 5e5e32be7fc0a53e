package dev.fuota.emulators.sx126x;

import java.util.ArrayList;
import java.util.List;

/** Whether what is set makes or hears frames of LoRaWAN (LoRaWAN 1.0.4, sections 3 and 13). */
final class Form {
  private static final int PUBLIC_HIGH = 0x34;
  private static final int PUBLIC_LOW = 0x44;
  private static final int BIT_2 = 0x04;
  private static final int PREAMBLE = 8;
  private static final int PREAMBLE_SHORT = 12; // of SF5 and SF6
  private static final int CODING_RATE_4_5 = 1;
  private static final int LOWEST_LONG_SF = 7;

  private Form() {}

  /** Why no gateway hears what is sent; empty if they do. */
  static List<String> notUplink(Setup setup, Registers registers) {
    List<String> reasons = common(setup, registers);
    int preamble = setup.spreadingFactor < LOWEST_LONG_SF ? PREAMBLE_SHORT : PREAMBLE;
    add(reasons, setup.invertedIq, "inverted IQ");
    add(reasons, setup.implicitHeader, "implicit header");
    add(reasons, !setup.crc, "no CRC");
    add(reasons, setup.preambleSymbols != preamble, "preamble of " + setup.preambleSymbols);
    add(reasons, setup.codingRate != CODING_RATE_4_5, "coding rate 4/" + (setup.codingRate + 4));
    return reasons;
  }

  /** Why no downlink is heard; empty if they are. An explicit header says coding rate and CRC. */
  static List<String> notDownlink(Setup setup, Registers registers) {
    List<String> reasons = common(setup, registers);
    add(reasons, !setup.invertedIq, "normal IQ");
    add(reasons, setup.implicitHeader, "implicit header");
    return reasons;
  }

  /** Why no beacon is heard; empty if they are. */
  static List<String> notBeacon(Setup setup, Registers registers) {
    List<String> reasons = common(setup, registers);
    add(reasons, setup.invertedIq, "inverted IQ");
    add(reasons, !setup.implicitHeader, "explicit header");
    add(reasons, setup.crc, "CRC");
    add(reasons, setup.codingRate != CODING_RATE_4_5, "coding rate 4/" + (setup.codingRate + 4));
    return reasons;
  }

  private static List<String> common(Setup setup, Registers registers) {
    List<String> reasons = new ArrayList<>();
    if (setup.packetType != Setup.LORA || setup.spreadingFactor == Setup.UNSET) {
      reasons.add("packet type " + setup.packetType);
      return reasons;
    }
    int high = registers.get(Registers.SYNC_WORD);
    int low = registers.get(Registers.SYNC_WORD + 1);
    add(
        reasons,
        high != PUBLIC_HIGH || low != PUBLIC_LOW,
        String.format("sync word %02X%02X", high, low));
    add(reasons, setup.bandwidthHz() == 0, "bandwidth code " + setup.bandwidthCode);
    add(
        reasons,
        setup.bandwidthHz() != 0 && setup.lowDataRateOptimize != setup.sent().lowDataRateOptimize(),
        "low data rate optimisation " + setup.lowDataRateOptimize);
    add(
        reasons,
        registers.hasBits(Registers.IQ_POLARITY, BIT_2) == setup.invertedIq,
        "register 0736 against the IQ that is set");
    return reasons;
  }

  private static void add(List<String> reasons, boolean wrong, String reason) {
    if (wrong) {
      reasons.add(reason);
    }
  }
}
