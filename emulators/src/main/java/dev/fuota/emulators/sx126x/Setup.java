package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;

/**
 * What the host has set with commands; after a reset and a cold start nothing is. A value of {@link
 * #UNSET} was never set since.
 */
final class Setup {
  static final int UNSET = -1;
  static final int LORA = 1;

  private static final int GRID_HZ = 100;
  private static final int NEAR_HZ = 5;

  int packetType = UNSET;
  int frequencySteps = UNSET;
  int spreadingFactor = UNSET;
  int bandwidthCode;
  int codingRate;
  boolean lowDataRateOptimize;
  boolean packetParamsSet;
  int preambleSymbols;
  boolean implicitHeader;
  int payloadLength;
  boolean crc;
  boolean invertedIq;
  boolean iqPolarityWritten;
  int paDutyCycle = UNSET;
  int paHpMax;
  int paDevice;
  boolean txParamsSet;
  int powerDbm;
  int txBase;
  int rxBase;
  Mode fallback = Mode.STBY_RC;
  boolean stopTimerOnPreamble;
  boolean dio2AsRfSwitch;
  boolean tcxo;
  Duration tcxoDelay = Duration.ZERO;

  /**
   * SetRfFrequency has steps of 32 MHz / 2^25. LoRaWAN's channels are whole multiples of 100 Hz.
   */
  int frequencyHz() {
    int exact = (int) Math.round(frequencySteps * 32e6 / (1 << 25));
    int grid = Math.floorDiv(exact + GRID_HZ / 2, GRID_HZ) * GRID_HZ;
    return Math.abs(exact - grid) <= NEAR_HZ ? grid : exact;
  }

  /** 0 for bandwidths that LoRaWAN does not use. */
  int bandwidthHz() {
    return switch (bandwidthCode) {
      case 0x04 -> 125_000;
      case 0x05 -> 250_000;
      case 0x06 -> 500_000;
      default -> 0;
    };
  }

  LoraChannel channel() {
    return new LoraChannel(frequencyHz(), spreadingFactor, bandwidthHz());
  }

  /** What the time on air follows from, of a frame that is sent. */
  TxParameters sent() {
    return new TxParameters(
        spreadingFactor, bandwidthHz(), codingRate, preambleSymbols, crc, implicitHeader);
  }

  /** What {@link #powerDbm} gives with the amplifier as it is set (data sheet, table 13-21). */
  int outputDbm() {
    if (paDevice == 1) {
      return paDutyCycle == 1 ? powerDbm - 3 : paDutyCycle == 6 ? powerDbm + 1 : powerDbm;
    }
    return powerDbm - (22 - PaTable.mostDbm(paDutyCycle, paHpMax));
  }
}
