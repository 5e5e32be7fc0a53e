package dev.fuota.linux.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeListener;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.serial.HandshakeLines;

/** The three lines of a LoRa Basics Modem on the header of a Raspberry Pi. */
public final class Pi4jHandshakeLines implements HandshakeLines {
  private final EventLoop loop;
  private final Header header;
  private final DigitalOutput command;
  private final DigitalInput busy;
  private final DigitalInput event;

  private Pi4jHandshakeLines(Header header, int command, int busy, int event, EventLoop loop) {
    this.loop = loop;
    this.header = header;
    this.command = header.output("command", command, DigitalState.HIGH);
    this.busy = header.input("busy", busy);
    this.event = header.input("event", event);
  }

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
    Header header = new Header(providers);
    try {
      return new Pi4jHandshakeLines(header, command, busy, event, loop);
    } catch (BusFault e) {
      header.close();
      throw e;
    }
  }

  @Override
  public void command(boolean asserted) {
    try {
      command.state(asserted ? DigitalState.LOW : DigitalState.HIGH);
    } catch (RuntimeException e) {
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

  private static boolean read(DigitalInput line, boolean otherwise) {
    try {
      return line.state().isHigh();
    } catch (RuntimeException e) {
      return otherwise;
    }
  }

  @Override
  public void onChange(Runnable listener) {
    DigitalStateChangeListener changed = edge -> loop.post(listener);
    busy.addListener(changed);
    event.addListener(changed);
  }

  @Override
  public void close() {
    header.close();
  }
}
