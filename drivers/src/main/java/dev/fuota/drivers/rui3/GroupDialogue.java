package dev.fuota.drivers.rui3;

import dev.fuota.drivers.modem.Dialect.Inspection;
import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Class and multicast groups. The module looks at frequency and data rate of a group only when it
 * goes from class A to C, so each change takes the way over class A: remove, add, enter the class.
 * Groups stay in its flash, so all that it has are removed, whoever left them.
 */
final class GroupDialogue {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** AT_PARAM_ERROR also means that the MAC is busy: it is believed when it comes so often. */
  private static final int PATIENCE = 8;

  private final Console console;
  private final Region region;
  private int refusals;

  GroupDialogue(Console console, Region region) {
    this.console = console;
    this.region = region;
  }

  /** Whether class and groups are those that are wanted; ends with the session's state. */
  void inspect(Receiving wanted, Consumer<Inspection> done) {
    console.read(
        "NJS",
        joined -> {
          if (joined.outcome().isOk()) {
            inspectClass(wanted, joined.value().equals("1"), done);
          } else {
            done.accept(Inspection.not(joined.outcome()));
          }
        });
  }

  private void inspectClass(Receiving wanted, boolean joined, Consumer<Inspection> done) {
    console.read(
        "CLASS",
        read -> {
          if (read.outcome().isOk()) {
            boolean same = read.value().startsWith(String.valueOf(wanted.modemClass()));
            inspectGroups(wanted, joined, same, done);
          } else {
            done.accept(Inspection.not(read.outcome()));
          }
        });
  }

  private void inspectGroups(
      Receiving wanted, boolean joined, boolean sameClass, Consumer<Inspection> done) {
    console.readLines(
        "LSTMULC",
        read -> {
          List<InstalledGroup> found = InstalledGroup.listed(read.value());
          boolean same =
              found.size() == wanted.sessions().size()
                  && new HashSet<>(found).equals(new HashSet<>(groups(wanted)));
          done.accept(new Inspection(read.outcome(), joined, sameClass && same));
        });
  }

  private List<InstalledGroup> groups(Receiving wanted) {
    return wanted.sessions().stream()
        .map(session -> InstalledGroup.of(session, frequency(session)))
        .toList();
  }

  /** The module wants a number where the session says "the region's own ping channel". */
  private int frequency(GroupSession session) {
    return session.frequencyHz() != 0
        ? session.frequencyHz()
        : region.beacon().pingFrequencyHz(session.mcAddr().value(), 0);
  }

  void receive(Receiving wanted, Consumer<Outcome> done) {
    List<Step> steps = new ArrayList<>();
    steps.add(console.step("AT+CLASS=A"));
    steps.add(this::removeAll);
    for (GroupSession session : wanted.sessions()) {
      InstalledGroup group = InstalledGroup.of(session, frequency(session));
      steps.add(patiently(console.step(group.add(session.periodicity()))));
    }
    if (wanted.modemClass() == 'B') {
      steps.add(console.step("AT+TIMEREQ=1")); // beacons are found by the time
    }
    if (wanted.modemClass() != 'A') {
      steps.add(console.step("AT+CLASS=" + wanted.modemClass()));
    }
    steps.add(check -> inspect(wanted, found -> check.accept(judge(found))));
    Step.all(steps).perform(done);
  }

  private Outcome judge(Inspection found) {
    if (!found.outcome().isOk()) {
      return found.outcome();
    }
    refusals = 0;
    return found.asWanted()
        ? Outcome.OK
        : Outcome.failed(
            "The RAK module says OK to its groups and its class, but does not keep them.");
  }

  private void removeAll(Consumer<Outcome> done) {
    console.readLines(
        "LSTMULC",
        read -> {
          if (!read.outcome().isOk()) {
            done.accept(read.outcome());
            return;
          }
          List<Step> removals = new ArrayList<>();
          for (InstalledGroup group : InstalledGroup.listed(read.value())) {
            removals.add(patiently(console.step(group.remove())));
          }
          Step.all(removals).perform(done);
        });
  }

  private Step patiently(Step step) {
    return done ->
        step.perform(
            outcome -> {
              boolean refused = outcome.kind() == Outcome.Kind.FAILED;
              refusals = refused ? refusals + 1 : refusals;
              boolean busy = refused && refusals % PATIENCE != 0;
              done.accept(busy ? Outcome.busy(AGAIN) : outcome);
            });
  }
}
