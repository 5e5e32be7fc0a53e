package dev.fuota.drivers.rui3;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that the module says of its own. */
sealed interface Rui3Event {

  /** An application downlink. */
  @SuppressWarnings("ArrayRecordComponent") // carried once, never compared
  record Received(boolean multicast, int fPort, byte[] payload) implements Rui3Event {}

  /** An uplink and its windows are over. */
  record Sent(boolean acknowledged) implements Rui3Event {}

  /** A try to join ended. */
  record Joined(boolean accepted, String how) implements Rui3Event {}

  /** The network told the time, or did not. */
  record Time(boolean told) implements Rui3Event {}

  /** The network said how it heard an uplink. */
  record LinkCheck(int marginDb, int gateways) implements Rui3Event {}

  /** It has left class B. */
  record BeaconLost() implements Rui3Event {}

  /** It has started. */
  record Started() implements Rui3Event {}

  Pattern RX =
      Pattern.compile(
          "\\+EVT:RX_[12BC]:-?\\d{1,4}:-?\\d{1,4}:(UNICAST|MULTICAST):(\\d{1,3}):((?:[0-9a-fA-F]{2})+)");
  Pattern LINK = Pattern.compile("\\+EVT:LINKCHECK:0:(\\d{1,3}):(\\d{1,3}):-?\\d{1,4}:-?\\d{1,4}");
  String JOIN_FAILED = "+EVT:JOIN_FAILED";

  /** Reads a line; empty if it is of no interest, or none of the module's. */
  static Optional<Rui3Event> of(String line) {
    Matcher rx = RX.matcher(line);
    if (rx.matches()) {
      return received(rx);
    }
    Matcher link = LINK.matcher(line);
    if (link.matches()) {
      return Optional.of(
          new LinkCheck(Integer.parseInt(link.group(1)), Integer.parseInt(link.group(2))));
    }
    if (line.startsWith(JOIN_FAILED)) {
      return Optional.of(new Joined(false, line.substring(JOIN_FAILED.length())));
    }
    if (line.startsWith("+EVT:SEND_CONFIRMED_FAILED")) {
      return Optional.of(new Sent(false));
    }
    if (line.startsWith(Rui3Syntax.BANNER)) {
      return Optional.of(new Started());
    }
    return Optional.ofNullable(
        switch (line) {
          case "+EVT:JOINED" -> new Joined(true, "");
          case "+EVT:TX_DONE" -> new Sent(false);
          case "+EVT:SEND_CONFIRMED_OK" -> new Sent(true);
          case "+EVT:TIMEREQ_OK" -> new Time(true);
          case "+EVT:TIMEREQ_FAILED" -> new Time(false);
          case "+BC:LOST" -> new BeaconLost();
          default -> null;
        });
  }

  private static Optional<Rui3Event> received(Matcher rx) {
    int fPort = Integer.parseInt(rx.group(2));
    if (fPort < 1 || fPort > 255) {
      return Optional.empty();
    }
    byte[] payload = HexFormat.of().parseHex(rx.group(3));
    return Optional.of(new Received(rx.group(1).equals("MULTICAST"), fPort, payload));
  }
}
