package dev.fuota.linux.pi4j;

import dev.fuota.drivers.board.Board;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.linux.wires.WiredRadioBus;

/** The wires to a transceiver on the header of a Raspberry Pi, by Pi4J. */
public final class Pi4jRadioBus {
  private Pi4jRadioBus() {}

  /**
   * Takes the wires of a board.
   *
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static RadioBus open(Board board, EventLoop loop) {
    WiredRadioBus.check(board);
    return open(board, loop, Providers.ofLinux());
  }

  /** The same by other providers, as those of an emulated chip. */
  public static RadioBus open(Board board, EventLoop loop, Providers providers) {
    return WiredRadioBus.open(board, loop, () -> new Header(providers));
  }
}
