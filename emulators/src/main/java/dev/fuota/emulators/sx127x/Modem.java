package dev.fuota.emulators.sx127x;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TxParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * What the registers say about frames, and whether those are frames of LoRaWAN (LoRaWAN 1.0.4,
 * sections 3 and 13).
 */
final class Modem {
  private static final int PUBLIC_SYNC_WORD = 0x34;
  private static final int CODING_RATE_4_5 = 1;
  private static final int PREAMBLE = 8;
  private static final int NO_OPTIMISATION_BELOW = 6;
  private static final int IQ_INVERTED_RX = 0x40;
  private static final int IQ_NORMAL_TX = 0x01;
  private static final int IQ_2_NORMAL = 0x1D;
  private static final int IQ_2_INVERTED = 0x19;
  private static final long OSCILLATOR_HZ = 32_000_000;
  private static final int GRID_HZ = 100;
  private static final int STEP_HZ = 62;

  private final RegisterFile registers;

  Modem(RegisterFile registers) {
    this.registers = registers;
  }

  /** 0 for a bandwidth that LoRaWAN does not use. */
  int bandwidthHz() {
    return switch (registers.get(Reg.MODEM_CONFIG_1) >> 4) {
      case 7 -> 125_000;
      case 8 -> 250_000;
      case 9 -> 500_000;
      default -> 0;
    };
  }

  int spreadingFactor() {
    return registers.get(Reg.MODEM_CONFIG_2) >> 4;
  }

  /** Where the frequency steps are near a multiple of 100 Hz, it is meant. */
  int frequencyHz() {
    int at = Reg.FRF_MSB;
    long steps =
        (long) registers.get(at) << 16 | registers.get(at + 1) << 8 | registers.get(at + 2);
    long exact = Math.round(steps * (double) OSCILLATOR_HZ / (1 << 19));
    long meant = Math.round(exact / (double) GRID_HZ) * GRID_HZ;
    return (int) (Math.abs(meant - exact) < STEP_HZ ? meant : exact);
  }

  LoraChannel channel() {
    return new LoraChannel(frequencyHz(), spreadingFactor(), bandwidthHz());
  }

  boolean implicitHeader() {
    return registers.has(Reg.MODEM_CONFIG_1, 0x01);
  }

  /** How many symbols without a preamble end a single reception. */
  int symbolTimeout() {
    return (registers.get(Reg.MODEM_CONFIG_2) & 0x3) << 8 | registers.get(Reg.SYMB_TIMEOUT_LSB);
  }

  int payloadLength() {
    return registers.get(Reg.PAYLOAD_LENGTH);
  }

  private int preamble() {
    return registers.get(Reg.PREAMBLE_MSB) << 8 | registers.get(Reg.PREAMBLE_LSB);
  }

  private boolean crc() {
    return registers.has(Reg.MODEM_CONFIG_2, 0x04);
  }

  /** Why no gateway hears what is sent; empty if they do. */
  List<String> notUplink() {
    List<String> reasons = common();
    add(reasons, !registers.has(Reg.INVERT_IQ, IQ_NORMAL_TX), "inverted IQ (33 bit 0 is 0)");
    add(
        reasons,
        registers.get(Reg.INVERT_IQ_2) != IQ_2_NORMAL,
        "register 3B is not 1D for normal IQ");
    add(reasons, implicitHeader(), "implicit header");
    add(reasons, !crc(), "no CRC");
    add(reasons, preamble() != PREAMBLE, "preamble of " + preamble());
    add(reasons, codingRate() != CODING_RATE_4_5, "coding rate 4/" + (codingRate() + 4));
    return reasons;
  }

  /** Why no downlink is heard; empty if they are. An explicit header says coding rate and CRC. */
  List<String> notDownlink() {
    List<String> reasons = common();
    add(reasons, !registers.has(Reg.INVERT_IQ, IQ_INVERTED_RX), "normal IQ (33 bit 6 is 0)");
    add(
        reasons,
        registers.get(Reg.INVERT_IQ_2) != IQ_2_INVERTED,
        "register 3B is not 19 for inverted IQ");
    return reasons;
  }

  /** Why no beacon is heard; empty if they are. */
  List<String> notBeacon() {
    List<String> reasons = common();
    add(reasons, registers.has(Reg.INVERT_IQ, IQ_INVERTED_RX), "inverted IQ (33 bit 6 is 1)");
    add(
        reasons,
        registers.get(Reg.INVERT_IQ_2) != IQ_2_NORMAL,
        "register 3B is not 1D for normal IQ");
    add(reasons, crc(), "CRC");
    add(reasons, codingRate() != CODING_RATE_4_5, "coding rate 4/" + (codingRate() + 4));
    return reasons;
  }

  private int codingRate() {
    return registers.get(Reg.MODEM_CONFIG_1) >> 1 & 0x7;
  }

  private List<String> common() {
    List<String> reasons = new ArrayList<>();
    int sf = spreadingFactor();
    if (bandwidthHz() == 0 || sf < NO_OPTIMISATION_BELOW || sf > 12) {
      reasons.add("spreading factor " + sf + " with bandwidth " + bandwidthHz() + " Hz");
      return reasons;
    }
    int syncWord = registers.get(Reg.SYNC_WORD);
    add(reasons, syncWord != PUBLIC_SYNC_WORD, String.format("sync word %02X", syncWord));
    boolean optimise = registers.has(Reg.MODEM_CONFIG_3, 0x08);
    boolean wanted = TxParameters.uplink(sf, bandwidthHz()).lowDataRateOptimize();
    add(reasons, optimise != wanted, "low data rate optimisation " + optimise);
    add(
        reasons,
        (registers.get(Reg.DETECT_OPTIMIZE) & 0x7) != (sf == 6 ? 5 : 3),
        "detection optimisation (31) of another spreading factor");
    add(
        reasons,
        registers.get(Reg.DETECTION_THRESHOLD) != (sf == 6 ? 0x0C : 0x0A),
        "detection threshold (37) of another spreading factor");
    return reasons;
  }

  private static void add(List<String> reasons, boolean wrong, String reason) {
    if (wrong) {
      reasons.add(reason);
    }
  }
}
