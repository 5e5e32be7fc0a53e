package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The FragDataBlockReceivedReq of the sessions that want one (TS004-39): the first after a random
 * delay; a repetition after the longest delay and another random one, so that an answer has time to
 * come and the devices of a group stay spread. How many are left survives a reset.
 */
final class ReceivedReports {
  /** How often a report is sent at most. */
  private static final int TRANSMISSIONS = 3;

  private final RandomGenerator random;
  private final Map<Integer, Instant> due = new TreeMap<>();

  ReceivedReports(RandomGenerator random) {
    this.random = random;
  }

  /** How many reports a session owes whose block is rebuilt. */
  int owed(FragmentationSession session) {
    return session.setupV2().filter(FragSessionSetupReqV2::ackReception).isPresent()
        ? TRANSMISSIONS
        : 0;
  }

  /** The session's block is rebuilt, or was before the last reset. */
  List<Action> begin(FragmentationSession session, DeviceTime now) {
    if (left(session) == 0) {
      return List.of();
    }
    plan(session, now.local());
    return List.of(restart(now.local()));
  }

  private static int left(FragmentationSession session) {
    return session.stored().map(SessionRecord::reportsLeft).orElse(0);
  }

  private void plan(FragmentationSession session, Instant earliest) {
    Duration longest = session.setup().answerDelayMax();
    Duration delay = Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    due.put(session.fragIndex(), earliest.plus(delay));
  }

  /** The next report is due. */
  List<Action> onTimer(List<FragmentationSession> sessions, int fPort, DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    for (FragmentationSession session : sessions) {
      Instant at = due.getOrDefault(session.fragIndex(), Instant.MAX);
      if (!at.isAfter(now.local())) {
        actions.addAll(report(session, fPort, now.local()));
      }
    }
    actions.add(0, restart(now.local()));
    return actions;
  }

  private List<Action> report(FragmentationSession session, int fPort, Instant local) {
    due.remove(session.fragIndex());
    int left = left(session) - 1;
    if (left > 0) {
      plan(session, local.plus(session.setup().answerDelayMax()));
    }
    Message report =
        Message.of(new FragDataBlockReceivedReq(session.fragIndex(), session.hasWrongMic()));
    return List.of(
        session.write(session.record().withReportsLeft(left)),
        new Action.Send(Uplink.unconfirmed(fPort, report)));
  }

  /** The server has heard the report of a session. */
  List<Action> onAnswer(FragmentationSession session) {
    drop(session.fragIndex());
    return left(session) == 0
        ? List.of()
        : List.of(session.write(session.record().withReportsLeft(0)));
  }

  /** No report of this session is wanted any more. */
  void drop(int fragIndex) {
    due.remove(fragIndex);
  }

  private Action restart(Instant local) {
    Optional<Instant> next = due.values().stream().min(Comparator.naturalOrder());
    return next.<Action>map(at -> new Action.Start(Timer.FRAG_REPORT, Duration.between(local, at)))
        .orElse(new Action.Stop(Timer.FRAG_REPORT));
  }
}
