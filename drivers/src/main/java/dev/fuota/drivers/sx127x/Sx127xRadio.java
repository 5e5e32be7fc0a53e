package dev.fuota.drivers.sx127x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;

/**
 * A LoRaWAN device's radio on an SX1276, SX1277, SX1278 or SX1279.
 *
 * <p>DIO0 tells of frames. Where DIO1 is not connected, which would tell that a window has passed
 * without one, the chip is asked when it should have.
 */
public final class Sx127xRadio extends ChipRadio {

  /** A chip that is not touched before {@link #start}. */
  public Sx127xRadio(
      RadioBus bus, Scheduler scheduler, InstantSource clock, Board board, RadioHealth health) {
    super(bus, scheduler, clock, board, health, new Sx127x(bus, board));
  }
}
