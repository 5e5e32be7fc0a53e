package dev.fuota.emulators.chip;

import dev.fuota.hal.radio.RadioBus.Antenna;
import java.time.Duration;
import java.util.List;

/** A transceiver, as its host sees it through its pins. */
public interface EmulatedChip {

  /**
   * One SPI frame: chip select goes low, {@code length} octets go out and as many come in, chip
   * select goes high.
   */
  byte[] exchange(byte[] out, int offset, int length);

  /**
   * The host waits until BUSY is low; the chip's own time passes meanwhile. A chip without BUSY is
   * ready at once.
   *
   * @return false if it is still high after {@code longest}
   */
  default boolean awaitReady(Duration longest) {
    return true;
  }

  /** Drives NRESET: it is low while {@code low}. */
  void reset(boolean low);

  /** Sets the pins of the antenna switch that the host drives. */
  void antenna(Antenna to);

  /** Whether one of the lines that are connected for interrupts is high. */
  boolean interruptPending();

  /** Calls {@code rising} when one of these lines rises; replaces who was called before. */
  void onInterrupt(Runnable rising);

  /** Every misuse until now, with where it was and the reason; empty for a right driver. */
  List<String> violations();

  /** Why something was not heard that the chip did as it was told. */
  List<String> remarks();
}
