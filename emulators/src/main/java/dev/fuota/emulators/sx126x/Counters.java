package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.Quality;

/** What the chip knows of the frames that it received. */
final class Counters {
  private static final int SNR_LEAST = -32;
  private static final int SNR_MOST = 31;

  int received;
  int crcErrors;
  int headerErrors;
  int length;
  int start;
  private Quality quality = new Quality(0, 0);

  void resetStatistics() {
    received = 0;
    crcErrors = 0;
    headerErrors = 0;
  }

  void reset() {
    resetStatistics();
    length = 0;
    start = 0;
    quality = new Quality(0, 0);
  }

  void heard(Quality as) {
    quality = as;
  }

  /** RssiPkt, SnrPkt and SignalRssiPkt (data sheet, table 13-82): dBm by -2, dB by 4, dBm by -2. */
  byte[] packetStatus() {
    int snr = Math.max(SNR_LEAST, Math.min(SNR_MOST, quality.snrDb()));
    int rssi = Math.max(0, Math.min(255, -2 * quality.rssiDbm()));
    int signal = Math.max(0, Math.min(255, -2 * (quality.rssiDbm() + Math.min(0, snr))));
    return new byte[] {(byte) rssi, (byte) (4 * snr), (byte) signal};
  }
}
