package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.Dialect.Inspection;
import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Class and multicast sessions. Sessions are started in the class that they need, so each change
 * stops them all, sets groups and class, and starts those that are wanted.
 */
final class LbmGroups {
  private static final int CLASS_A = 0;
  private static final int CLASS_C = 1;
  private static final int CLASS_B = 2; // not in the order of the alphabet
  private static final int JOINED = 0x08;

  private final LbmChannel channel;

  /** What the modem was told since it was set up; empty: not known. */
  private Optional<Receiving> told = Optional.empty();

  LbmGroups(LbmChannel channel) {
    this.channel = channel;
  }

  /** The modem may have forgotten all of it. */
  void forget() {
    told = Optional.empty();
  }

  /** Whether class B was asked for. */
  boolean inClassB() {
    return told.filter(it -> it.modemClass() == 'B').isPresent();
  }

  static boolean isJoined(LbmReply status) {
    return status.isOk() && !status.data().isEmpty() && (status.data().at(0) & JOINED) != 0;
  }

  void inspect(Receiving wanted, Consumer<Inspection> done) {
    channel.ask(
        LbmCommand.GET_STATUS,
        Bytes.EMPTY,
        status -> {
          if (!status.isOk()) {
            done.accept(Inspection.not(status.outcome("to tell its status")));
          } else if (!told.equals(Optional.of(wanted))) {
            done.accept(new Inspection(Outcome.OK, isJoined(status), false));
          } else {
            check(wanted, isJoined(status), done);
          }
        });
  }

  /** Whether the modem still has the session of class C that it should have. */
  private void check(Receiving wanted, boolean joined, Consumer<Inspection> done) {
    if (wanted.sessions().isEmpty() || wanted.modemClass() != 'C') {
      done.accept(new Inspection(Outcome.OK, joined, true));
      return;
    }
    GroupSession last = wanted.sessions().get(wanted.sessions().size() - 1);
    channel.ask(
        LbmCommand.GET_CLASS_C_STATUS,
        Bytes.of((byte) last.groupId()),
        status -> {
          boolean started = status.isOk() && !status.data().isEmpty() && status.data().at(0) != 0;
          done.accept(new Inspection(Outcome.OK, joined, started));
        });
  }

  void receive(Receiving wanted, Consumer<Outcome> done) {
    told = Optional.empty();
    List<Step> steps = new ArrayList<>();
    steps.add(leniently(LbmCommand.STOP_ALL_CLASS_C));
    steps.add(leniently(LbmCommand.STOP_ALL_CLASS_B));
    for (GroupSession session : wanted.sessions()) {
      steps.add(step(LbmCommand.SET_GROUP, group(session), "a multicast group"));
    }
    steps.add(setClass(wanted.modemClass()));
    for (GroupSession session : wanted.sessions()) {
      steps.add(
          step(
              session.classB() ? LbmCommand.START_CLASS_B : LbmCommand.START_CLASS_C,
              start(session),
              "a multicast session"));
    }
    Step.all(steps)
        .perform(
            outcome -> {
              if (outcome.isOk()) {
                told = Optional.of(wanted);
              }
              done.accept(outcome);
            });
  }

  private Step setClass(char wanted) {
    int code =
        switch (wanted) {
          case 'B' -> CLASS_B;
          case 'C' -> CLASS_C;
          default -> CLASS_A;
        };
    return step(LbmCommand.SET_CLASS, Bytes.of((byte) code), "class " + wanted);
  }

  /** There may be nothing to stop. */
  private Step leniently(LbmCommand command) {
    return done ->
        channel.ask(
            command,
            Bytes.EMPTY,
            reply -> {
              boolean answered = reply.kind() == LbmReply.Kind.ANSWERED;
              done.accept(answered ? Outcome.OK : reply.outcome("to stop sessions"));
            });
  }

  private Step step(LbmCommand command, Bytes data, String what) {
    return done -> channel.ask(command, data, reply -> done.accept(reply.outcome(what)));
  }

  private static Bytes group(GroupSession session) {
    ByteBuffer out = ByteBuffer.allocate(1 + 4 + 16 + 16);
    out.put((byte) session.groupId()).putInt(session.mcAddr().value());
    session.nwkSKey().bytes().putTo(out);
    session.appSKey().bytes().putTo(out);
    return Bytes.of(out.array());
  }

  private static Bytes start(GroupSession session) {
    ByteBuffer out = ByteBuffer.allocate(session.classB() ? 7 : 6);
    out.put((byte) session.groupId()).putInt(session.frequencyHz());
    out.put((byte) session.dataRate());
    if (session.classB()) {
      out.put((byte) session.periodicity());
    }
    return Bytes.of(out.array());
  }
}
