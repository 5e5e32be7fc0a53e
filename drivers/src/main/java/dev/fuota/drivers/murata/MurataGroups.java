package dev.fuota.drivers.murata;

import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.modem.Dialect.Inspection;
import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.drivers.modem.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Class and multicast groups. Groups stay in the EEPROM, so all that it has are removed, whoever
 * left them. {@code AT+CLASS} tells what was asked for, also if the MAC was busy and did not take
 * it: so a class that was refused is not believed.
 */
final class MurataGroups {
  private static final Pattern GROUP =
      Pattern.compile(";(\\d),([0-9A-F]{8}),([0-9A-F]{32}),([0-9A-F]{32})");

  private final AtConsole console;

  /** An uplink, if there was none since the modem started. */
  private final Step wake;

  private boolean settled;

  MurataGroups(AtConsole console, Step wake) {
    this.console = console;
    this.wake = wake;
  }

  /** The modem may have been reset: in class C it hears nothing then, whatever it says. */
  void forget() {
    settled = false;
  }

  /** Whether class and groups are those that are wanted; {@code joined} is passed on. */
  void inspect(Receiving wanted, boolean joined, Consumer<Inspection> done) {
    console.ask(
        "AT+CLASS?",
        read -> {
          boolean same = settled && MurataSyntax.value(read).equals(number(wanted));
          if (read.outcome().isOk()) {
            inspectGroups(wanted, joined, same, done);
          } else {
            done.accept(Inspection.not(read.outcome()));
          }
        });
  }

  /** Class A is 0, class C is 2. */
  private static String number(Receiving wanted) {
    return wanted.modemClass() == 'C' ? "2" : "0";
  }

  private void inspectGroups(
      Receiving wanted, boolean joined, boolean sameClass, Consumer<Inspection> done) {
    List<String> groups = wanted.sessions().stream().map(MurataGroups::entry).toList();
    console.ask(
        "AT+MCAST?",
        read -> {
          boolean same = MurataSyntax.value(read).equals(groups.size() + String.join("", groups));
          done.accept(new Inspection(read.outcome(), joined, sameClass && same));
        });
  }

  /** As the modem lists it. */
  private static String entry(GroupSession session) {
    return ";" + setting(session);
  }

  private static String setting(GroupSession session) {
    return String.join(
            ",",
            Integer.toString(session.groupId()),
            session.mcAddr().toString(),
            session.nwkSKey().bytes().toHex(),
            session.appSKey().bytes().toHex())
        .toUpperCase(Locale.ROOT);
  }

  void receive(Receiving wanted, Consumer<Outcome> done) {
    settled = false;
    List<Step> steps = new ArrayList<>();
    if (wanted.modemClass() == 'C') {
      steps.add(wake);
    }
    steps.add(console.step("AT+CLASS=0"));
    steps.add(this::removeAll);
    wanted.sessions().forEach(it -> steps.add(console.step("AT+MCAST=" + setting(it))));
    if (wanted.modemClass() == 'C') {
      steps.add(console.step("AT+CLASS=2"));
    }
    steps.add(this::settle);
    steps.add(check -> inspect(wanted, true, found -> check.accept(judge(found))));
    Step.all(steps).perform(done);
  }

  private void settle(Consumer<Outcome> done) {
    settled = true;
    done.accept(Outcome.OK);
  }

  private void removeAll(Consumer<Outcome> done) {
    console.ask(
        "AT+MCAST?",
        read -> {
          List<Step> removals = new ArrayList<>();
          Matcher group = GROUP.matcher(MurataSyntax.value(read));
          while (group.find()) {
            removals.add(console.step("AT+MCAST=" + group.group(1)));
          }
          if (read.outcome().isOk()) {
            Step.all(removals).perform(done);
          } else {
            done.accept(read.outcome());
          }
        });
  }

  private static Outcome judge(Inspection found) {
    return found.outcome().isOk() && !found.asWanted()
        ? Outcome.failed(
            "The Murata module says +OK to its groups and class, but does not keep them.")
        : found.outcome();
  }
}
