package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.at.BorrowedRx2;
import dev.fuota.drivers.at.Rx2;
import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.lorawan.region.Region;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Class, the one multicast group, and RX2, on which the module hears in class C. */
final class WioGroups {
  private static final Pattern RX2 = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?), ?DR(\\d{1,2})");
  private static final Pattern GROUP = Pattern.compile("MC, ?(ON|OFF), ?([0-9A-Fa-f:]+),.*");
  private static final BigDecimal MEGA = BigDecimal.valueOf(1_000_000);

  /** Below it is a number of MHz: devices have been seen to answer in Hz. */
  private static final BigDecimal HZ_MIN = BigDecimal.valueOf(100_000);

  private final WioConsole console;
  private final BorrowedRx2 rx2;

  /** Its keys cannot be read: only a group of this run is known to be the right one. */
  private Optional<GroupSession> installed = Optional.empty();

  private static Optional<Rx2> window(String text) {
    Matcher matcher = RX2.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    BigDecimal hz = number.compareTo(HZ_MIN) < 0 ? number.multiply(MEGA) : number;
    return Optional.of(new Rx2(hz.intValue(), Integer.parseInt(matcher.group(2))));
  }

  /** It is set in MHz. */
  private static String command(Rx2 window) {
    return "AT+RXWIN2="
        + BigDecimal.valueOf(window.frequencyHz(), 6).stripTrailingZeros().toPlainString()
        + ",DR"
        + window.dataRate();
  }

  WioGroups(WioConsole console, Region region) {
    this.console = console;
    this.rx2 = new BorrowedRx2(this::readRx2, window -> console.step(command(window)), region);
  }

  private void readRx2(Consumer<BorrowedRx2.Read> done) {
    console.ask(
        "AT+RXWIN2",
        read -> done.accept(new BorrowedRx2.Read(read.outcome(), window(read.value()))));
  }

  /** The module may have been reset, or be another one. */
  void forget() {
    installed = Optional.empty();
  }

  /** Whether class, group and window are those that are wanted. */
  void inspect(Receiving wanted, Consumer<Looked> done) {
    console.ask(
        "AT+CLASS",
        read -> {
          if (read.outcome().isOk()) {
            boolean same = read.value().startsWith(String.valueOf(wanted.modemClass()));
            inspectGroup(wanted, same, done);
          } else {
            done.accept(new Looked(read.outcome(), false));
          }
        });
  }

  /** What a look found. */
  record Looked(Outcome outcome, boolean asWanted) {}

  private void inspectGroup(Receiving wanted, boolean sameClass, Consumer<Looked> done) {
    Optional<GroupSession> session = session(wanted);
    console.ask(
        "AT+LW=MC",
        read -> {
          boolean same = sameClass && isGroup(read.value(), session);
          if (read.outcome().isOk() && session.isPresent() && same) {
            inspectWindow(session.get(), done);
          } else {
            done.accept(new Looked(read.outcome(), same));
          }
        });
  }

  private void inspectWindow(GroupSession session, Consumer<Looked> done) {
    rx2.read(
        read ->
            done.accept(
                new Looked(
                    read.outcome(),
                    read.window().equals(Optional.of(Rx2.of(session)))
                        && installed.equals(Optional.of(session)))));
  }

  private static Optional<GroupSession> session(Receiving wanted) {
    return wanted.sessions().stream().reduce((first, last) -> last);
  }

  private static boolean isGroup(String text, Optional<GroupSession> session) {
    Matcher matcher = GROUP.matcher(text);
    return matcher.matches()
        && matcher.group(1).equals(session.isPresent() ? "ON" : "OFF")
        && session
            .map(it -> it.mcAddr().toString())
            .filter(address -> !address.equalsIgnoreCase(matcher.group(2).replace(":", "")))
            .isEmpty();
  }

  void receive(Receiving wanted, Consumer<Outcome> done) {
    Optional<GroupSession> session = session(wanted);
    List<Step> steps = new ArrayList<>();
    steps.add(console.set("AT+CLASS=A", "A"));
    steps.add(console.set("AT+LW=MC,OFF", "MC,OFF"));
    steps.add(
        step -> {
          installed = Optional.empty();
          step.accept(Outcome.OK);
        });
    if (session.isPresent()) {
      steps.add(rx2.lend(Rx2.of(session.get())));
      steps.add(add(session.get()));
    } else {
      steps.add(rx2::giveBack);
    }
    if (wanted.modemClass() == 'C') {
      steps.add(console.set("AT+CLASS=C", "C"));
    }
    steps.add(step -> inspect(wanted, looked -> step.accept(judge(looked))));
    Step.all(steps).perform(done);
  }

  private Step add(GroupSession session) {
    Step step =
        console.set(
            "AT+LW=MC,ON,\""
                + session.mcAddr()
                + "\",\""
                + session.nwkSKey().bytes().toHex()
                + "\",\""
                + session.appSKey().bytes().toHex()
                + "\",0",
            "MC,ON");
    return done ->
        step.perform(
            outcome -> {
              installed = outcome.isOk() ? Optional.of(session) : Optional.empty();
              done.accept(outcome);
            });
  }

  private static Outcome judge(Looked looked) {
    return looked.outcome().isOk() && !looked.asWanted()
        ? Outcome.failed("The Wio-E5 answers but does not keep its group, RX2 or class.")
        : looked.outcome();
  }
}
