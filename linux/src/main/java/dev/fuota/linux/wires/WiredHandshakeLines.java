package dev.fuota.linux.wires;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.linux.wires.Wires.Edges;
import dev.fuota.linux.wires.Wires.Input;
import dev.fuota.linux.wires.Wires.Output;
import java.util.function.Supplier;

/** The three lines of a LoRa Basics Modem on a header. */
public final class WiredHandshakeLines implements HandshakeLines {
  private final EventLoop loop;
  private final Wires wires;
  private final Output command;
  private final Input busy;
  private final Input event;

  private WiredHandshakeLines(Wires wires, int command, int busy, int event, EventLoop loop) {
    this.loop = loop;
    this.wires = wires;
    this.command = wires.output("command", command, true);
    this.busy = wires.input("busy", busy, Edges.BOTH);
    this.event = wires.input("event", event, Edges.BOTH);
  }

  /**
   * Takes three pins, by their BCM numbers.
   *
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static HandshakeLines open(
      int command, int busy, int event, EventLoop loop, Supplier<? extends Wires> taker) {
    Wires wires = taker.get();
    try {
      return new WiredHandshakeLines(wires, command, busy, event, loop);
    } catch (BusFault e) {
      wires.close();
      throw e;
    }
  }

  @Override
  public void command(boolean asserted) {
    try {
      command.set(!asserted);
    } catch (BusFault e) {
      // The modem never says that it is ready then, and is taken up anew.
      return;
    }
  }

  @Override
  public boolean busy() {
    return read(busy, true);
  }

  @Override
  public boolean eventPending() {
    return read(event, false);
  }

  private static boolean read(Input line, boolean otherwise) {
    try {
      return line.isHigh();
    } catch (BusFault e) {
      return otherwise;
    }
  }

  @Override
  public void onChange(Runnable listener) {
    busy.onEdge((high, ago) -> loop.post(listener));
    event.onEdge((high, ago) -> loop.post(listener));
  }

  @Override
  public void close() {
    wires.close();
  }
}
