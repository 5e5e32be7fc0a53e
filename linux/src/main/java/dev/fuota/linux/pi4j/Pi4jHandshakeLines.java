package dev.fuota.linux.pi4j;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.linux.wires.WiredHandshakeLines;

/** The three lines of a LoRa Basics Modem on the header of a Raspberry Pi, by Pi4J. */
public final class Pi4jHandshakeLines {
  private Pi4jHandshakeLines() {}

  /**
   * Takes three pins, by their BCM numbers.
   *
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static HandshakeLines open(int command, int busy, int event, EventLoop loop) {
    return open(command, busy, event, loop, Providers.ofLinux());
  }

  /** The same by other providers. */
  public static HandshakeLines open(
      int command, int busy, int event, EventLoop loop, Providers providers) {
    return WiredHandshakeLines.open(command, busy, event, loop, () -> new Header(providers));
  }
}
