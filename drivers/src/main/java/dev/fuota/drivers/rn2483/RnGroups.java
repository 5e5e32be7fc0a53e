package dev.fuota.drivers.rn2483;

import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.at.BorrowedRx2;
import dev.fuota.drivers.at.Rx2;
import dev.fuota.drivers.modem.Dialect.Inspection;
import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Class, the one multicast group, and RX2. The module takes RX2 for class C, and begins to listen
 * there, when an uplink is over: so one is sent.
 */
final class RnGroups {
  private final AtConsole console;
  private final BorrowedRx2 rx2;

  /** Sends an uplink for no other reason than that the module listens behind it. */
  private final Step wake;

  /** Its keys cannot be read: only a group of this run is known to be the right one. */
  private Optional<GroupSession> installed = Optional.empty();

  RnGroups(AtConsole console, Region region, String band, Step wake) {
    this.console = console;
    this.wake = wake;
    this.rx2 = new BorrowedRx2(done -> readRx2(band, done), this::writeRx2, region);
  }

  private void readRx2(String band, Consumer<BorrowedRx2.Read> done) {
    console.ask(
        "mac get rx2" + band,
        read -> {
          String[] words = read.last().split(" ", -1);
          done.accept(
              new BorrowedRx2.Read(
                  read.outcome(),
                  read.outcome().isOk()
                      ? Optional.of(new Rx2(Integer.parseInt(words[1]), Integer.parseInt(words[0])))
                      : Optional.empty()));
        });
  }

  private Step writeRx2(Rx2 window) {
    return console.step("mac set rx2 " + window.dataRate() + " " + window.frequencyHz());
  }

  /** The module may have been reset, or be another one. */
  void forget() {
    installed = Optional.empty();
  }

  /** Whether it listens as wanted, and whether it has a session. */
  void inspect(Receiving wanted, Consumer<Inspection> done) {
    console.ask(
        "mac get status",
        read -> {
          RnStatus status = RnStatus.of(read.last());
          if (!read.outcome().isOk()) {
            done.accept(Inspection.not(read.outcome()));
          } else {
            inspectClass(wanted, status, done);
          }
        });
  }

  private void inspectClass(Receiving wanted, RnStatus status, Consumer<Inspection> done) {
    console.ask(
        "mac get class",
        read -> {
          boolean same =
              read.last().equalsIgnoreCase(String.valueOf(wanted.modemClass()))
                  && (wanted.modemClass() == 'A' || status.active())
                  && installed.equals(session(wanted));
          if (read.outcome().isOk() && same && !wanted.sessions().isEmpty()) {
            inspectGroup(wanted.sessions().get(0), status, done);
          } else {
            done.accept(new Inspection(read.outcome(), status.joined(), same));
          }
        });
  }

  private void inspectGroup(GroupSession session, RnStatus status, Consumer<Inspection> done) {
    console.ask(
        "mac get mcast",
        mcast ->
            console.ask(
                "mac get mcastdevaddr",
                address -> {
                  boolean same =
                      mcast.last().equals("on")
                          && address.last().equalsIgnoreCase(session.mcAddr().toString());
                  if (address.outcome().isOk() && same) {
                    inspectRx2(session, status, done);
                  } else {
                    done.accept(new Inspection(address.outcome(), status.joined(), false));
                  }
                }));
  }

  private void inspectRx2(GroupSession session, RnStatus status, Consumer<Inspection> done) {
    rx2.read(
        read ->
            done.accept(
                new Inspection(
                    read.outcome(),
                    status.joined(),
                    read.window().equals(Optional.of(Rx2.of(session))))));
  }

  private static Optional<GroupSession> session(Receiving wanted) {
    return wanted.sessions().stream().findFirst();
  }

  /** Class A comes first: it stops listening, and switches the group off. */
  void receive(Receiving wanted, Consumer<Outcome> done) {
    Optional<GroupSession> session = session(wanted);
    List<Step> steps = new ArrayList<>();
    steps.add(console.step("mac set class a"));
    steps.add(remember(Optional.empty()));
    steps.add(session.map(it -> rx2.lend(Rx2.of(it))).orElse(rx2::giveBack));
    if (wanted.modemClass() == 'C') {
      steps.add(console.step("mac set class c"));
      session.ifPresent(it -> steps.addAll(add(it)));
      steps.add(wake);
    }
    steps.add(remember(session));
    steps.add(check -> inspect(wanted, found -> check.accept(judge(found))));
    Step.all(steps).perform(done);
  }

  private List<Step> add(GroupSession session) {
    return List.of(
        console.step(
            "mac set mcastdevaddr " + session.mcAddr().toString().toUpperCase(Locale.ROOT)),
        console.step("mac set mcastnwkskey " + hex(session.nwkSKey())),
        console.step("mac set mcastappskey " + hex(session.appSKey())),
        console.step("mac set mcastdnctr 0"),
        console.step("mac set mcast on"));
  }

  private static String hex(AesKey key) {
    return key.bytes().toHex().toUpperCase(Locale.ROOT);
  }

  private Step remember(Optional<GroupSession> session) {
    return done -> {
      installed = session;
      done.accept(Outcome.OK);
    };
  }

  private static Outcome judge(Inspection found) {
    return found.outcome().isOk() && !found.asWanted()
        ? Outcome.failed("The RN2483 says ok to its group, RX2 and class, but does not listen.")
        : found.outcome();
  }
}
