package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;

/** A LoRaWAN device's radio on an SX1261, SX1262 or SX1268. */
public final class Sx126xRadio extends ChipRadio {

  /** A chip that is not touched before {@link #start}. */
  public Sx126xRadio(
      RadioBus bus, Scheduler scheduler, InstantSource clock, Board board, RadioHealth health) {
    super(bus, scheduler, clock, board, health, new Sx126x(bus, board));
  }
}
