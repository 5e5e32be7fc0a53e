package dev.fuota.emulators.sx126x;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The registers that the data sheet names, with their values after a reset (SX1261/2 data sheet,
 * chapter 12). A warm start keeps those of the LoRa modem, and those on the retention list.
 */
final class Registers {
  static final int RETENTION_LIST = 0x029F;
  static final int VERSION = 0x0320;
  static final int SYMBOL_TIMEOUT = 0x0706;
  static final int IQ_POLARITY = 0x0736;
  static final int SYNC_WORD = 0x0740;
  static final int HEADER_CODING_RATE = 0x0749;
  static final int HEADER_CRC = 0x076B;
  static final int RANDOM = 0x0819;
  static final int TX_MODULATION = 0x0889;
  static final int RX_GAIN = 0x08AC;
  static final int TX_CLAMP = 0x08D8;
  static final int OCP = 0x08E7;
  static final int RTC_CONTROL = 0x0902;
  static final int EVENT_MASK = 0x0944;

  /** All chips of the family say this. */
  private static final String VERSION_TEXT = "SX1261 V2D 2D02\0";

  private static final int RETENTION_MOST = 4;
  private static final int MODEM_FIRST = 0x0700;
  private static final int MODEM_LAST = 0x07FF;

  private final Map<Integer, Integer> values = new HashMap<>();
  private int noise = 0x5EED;

  void reset() {
    values.clear();
    for (int i = 0; i <= 2 * RETENTION_MOST; i++) {
      values.put(RETENTION_LIST + i, 0);
    }
    byte[] version = VERSION_TEXT.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < version.length; i++) {
      values.put(VERSION + i, (int) version[i]);
    }
    values.put(SYMBOL_TIMEOUT, 0x00);
    values.put(IQ_POLARITY, 0x0D);
    values.put(SYNC_WORD, 0x14);
    values.put(SYNC_WORD + 1, 0x24);
    values.put(HEADER_CODING_RATE, 0x00);
    values.put(HEADER_CRC, 0x00);
    for (int i = 0; i < 4; i++) {
      values.put(RANDOM + i, 0x00);
    }
    values.put(TX_MODULATION, 0x01);
    values.put(RX_GAIN, 0x94);
    values.put(TX_CLAMP, 0xC8);
    values.put(0x08E2, 0x00); // low-noise amplifier, for random numbers
    values.put(0x08E5, 0x00); // mixer, for random numbers
    values.put(OCP, 0x18);
    values.put(RTC_CONTROL, 0x00);
    values.put(0x0911, 0x05); // crystal trimming
    values.put(0x0912, 0x05);
    values.put(EVENT_MASK, 0x00);
  }

  /** What a warm start leaves. */
  void wakeWarm() {
    Map<Integer, Integer> before = Map.copyOf(values);
    reset();
    before.forEach(
        (address, value) -> {
          boolean modem = address >= MODEM_FIRST && address <= MODEM_LAST && address != IQ_POLARITY;
          if (modem || isRetained(before, address)) {
            values.put(address, value);
          }
        });
  }

  private static boolean isRetained(Map<Integer, Integer> before, int address) {
    if (address >= RETENTION_LIST && address <= RETENTION_LIST + 2 * RETENTION_MOST) {
      return true;
    }
    int count = Math.min(RETENTION_MOST, before.getOrDefault(RETENTION_LIST, 0));
    for (int i = 0; i < count; i++) {
      int high = before.getOrDefault(RETENTION_LIST + 1 + 2 * i, 0);
      int low = before.getOrDefault(RETENTION_LIST + 2 + 2 * i, 0);
      if ((high << 8 | low) == address) {
        return true;
      }
    }
    return false;
  }

  boolean knows(int address) {
    return values.containsKey(address);
  }

  int get(int address) {
    if (address >= RANDOM && address < RANDOM + 4) {
      noise = noise * 1_103_515_245 + 12_345;
      return noise >>> 16 & 0xFF;
    }
    return values.getOrDefault(address, 0);
  }

  void set(int address, int value) {
    values.put(address, value & 0xFF);
  }

  boolean hasBits(int address, int bits) {
    return (get(address) & bits) == bits;
  }
}
