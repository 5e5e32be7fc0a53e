package dev.fuota.emulators.modem;

import java.util.function.Consumer;

/**
 * A modem that is spoken to in lines of text, with a MAC of this product inside: what the emulated
 * ones have in common, above all what may be wrong with them.
 */
abstract class TextModem implements SerialPeer, ModemDevice.Owner {
  private static final int REFUSALS = 3;

  private final FaultyMouth mouth;
  private final CommandLine input;
  private final ModemDevice device;
  private int busyLeft;
  private int restrictedLeft;

  /**
   * A modem that was just switched on.
   *
   * @param longest octets of a command
   */
  TextModem(int longest, ModemParts parts) {
    this.mouth = new FaultyMouth(parts.scheduler(), parts.random());
    this.input = new CommandLine(longest, this::onLine, this::onTooLong);
    this.device = new ModemDevice(parts, this);
  }

  /** A command, without its end; nothing is wrong with it yet. */
  abstract void perform(String line);

  /** A command did not fit. */
  abstract void onTooLong();

  /** It restarts, as after a loss of power. */
  abstract void restart();

  /** What it says to a command that it does not carry out, as if all were well. */
  abstract void sayYes(String line);

  private void onLine(String line) {
    if (mouth.has(Fault.YES_TO_ALL)) {
      sayYes(line);
    } else {
      perform(line);
    }
  }

  final ModemDevice device() {
    return device;
  }

  /** Says a line with its end. */
  final void say(String text) {
    mouth.say(text);
  }

  /** Whether a command that needs the MAC is refused now. */
  final boolean turnedAway() {
    if (busyLeft > 0) {
      busyLeft--;
      return true;
    }
    return device.isBusy();
  }

  /** Whether an uplink finds the duty cycle used up, by fault or in truth. */
  final boolean restricted() {
    if (restrictedLeft > 0) {
      restrictedLeft--;
      return true;
    }
    return device.mac().filter(mac -> !mac.closedFor().isZero()).isPresent();
  }

  @Override
  public final void attach(Consumer<byte[]> out) {
    mouth.attach(out);
  }

  /** Does something wrong from now on, or nothing wrong any more. */
  public final void inject(Fault fault) {
    mouth.inject(fault);
    switch (fault) {
      case HEALED -> {
        busyLeft = 0;
        restrictedLeft = 0;
      }
      case BUSY -> busyLeft = REFUSALS;
      case DUTY_CYCLE -> restrictedLeft = REFUSALS;
      case REBOOT -> {
        input.clear();
        restart();
      }
      case ECHO, EVENT_FIRST, SPLIT, GARBAGE, YES_TO_ALL, SILENCE, HALF_LINE, FLOOD -> {}
    }
  }

  @Override
  public final void onOctets(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      if (mouth.has(Fault.ECHO)) {
        mouth.raw(new byte[] {octets[i]});
      }
      take(octets[i]);
    }
  }

  /** An octet from the host. */
  void take(byte octet) {
    input.take(octet);
  }
}
