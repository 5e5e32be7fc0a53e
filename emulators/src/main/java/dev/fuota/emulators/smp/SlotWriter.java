package dev.fuota.emulators.smp;

import dev.fuota.hal.flash.Flash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Programs what comes into a slot in whole granules. */
final class SlotWriter {
  private final Flash slot;
  private byte[] rest = new byte[0];
  private int at;

  SlotWriter(Flash slot) {
    this.slot = slot;
  }

  /** Programs the whole granules of {@code chunk}, and of the last one all; the octets taken. */
  int writeWhole(byte[] chunk, boolean last) {
    int granule = slot.geometry().programSize();
    int whole = last ? chunk.length : chunk.length / granule * granule;
    program(Arrays.copyOf(chunk, whole));
    return whole;
  }

  /** Takes all of {@code chunk}, and keeps what is not a granule until more comes. */
  void writeBuffered(byte[] chunk, boolean last) {
    byte[] all = Arrays.copyOf(rest, rest.length + chunk.length);
    System.arraycopy(chunk, 0, all, rest.length, chunk.length);
    rest = new byte[0];
    int taken = writeWhole(all, last);
    rest = Arrays.copyOfRange(all, taken, all.length);
  }

  private void program(byte[] octets) {
    int granule = slot.geometry().programSize();
    int padded = (octets.length + granule - 1) / granule * granule;
    if (padded == 0) {
      return;
    }
    byte[] granules = Arrays.copyOf(octets, padded);
    Arrays.fill(granules, octets.length, padded, (byte) slot.geometry().erasedValue());
    slot.program(at, ByteBuffer.wrap(granules));
    at += padded;
  }
}
