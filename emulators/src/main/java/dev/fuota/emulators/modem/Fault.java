package dev.fuota.emulators.modem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be wrong with a modem or its line. Those that last do so until {@link #HEALED}. */
public enum Fault {
  /** Nothing is wrong any more. */
  HEALED("nothing is wrong any more"),
  /** What the host types comes back; lasts. */
  ECHO("what the host types comes back"),
  /** The next three commands that need the MAC find it busy. */
  BUSY("the next three commands find the modem busy"),
  /** The next three uplinks find the duty cycle used up. */
  DUTY_CYCLE("the next three uplinks find the duty cycle used up"),
  /** The answer to an uplink or a join comes behind the event that it causes; lasts. */
  EVENT_FIRST("an answer comes behind the event that its command causes"),
  /** Lines come in pieces of a few octets, with pauses between them; lasts. */
  SPLIT("lines come in pieces"),
  /** Octets of all kinds come before each line; lasts. */
  GARBAGE("octets of all kinds before each line"),
  /** The modem restarts, once. */
  REBOOT("the modem restarts"),
  /** Every command is answered as if all were well, and nothing is done; lasts. */
  YES_TO_ALL("everything is answered with OK, and nothing is done"),
  /** Nothing is answered and nothing is told; lasts. */
  SILENCE("no answers, no events"),
  /** The next line breaks off in the middle and has no end. */
  HALF_LINE("the next line breaks off in the middle"),
  /** Ten mebioctets without the end of a line. */
  FLOOD("ten mebioctets without the end of a line");

  private final String title;

  Fault(String title) {
    this.title = title;
  }

  /** For people, without a full stop. */
  public String title() {
    return title;
  }

  /** As typed in a command: lower case, with hyphens. */
  public String typed() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault that is typed so. */
  public static Optional<Fault> named(String typed) {
    return Arrays.stream(values()).filter(fault -> fault.typed().equals(typed)).findFirst();
  }
}
