package dev.fuota.agent.multicast;

import static dev.fuota.agent.multicast.Session.isPositive;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.SessionClass;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens and closes the sessions of all groups in their time.
 *
 * <p>There is no list of deadlines to go stale: each time something changes, the clock included,
 * every session is looked at, and the timer is set for the next change. So a corrected clock moves
 * starts and ends (TS005-18), and a session whose start passed unseen is entered late (TS005-16).
 */
final class SessionPlan {
  private final GroupTable groups;

  SessionPlan(GroupTable groups) {
    this.groups = groups;
  }

  /**
   * Begins after a reset. A group that was heard before it is heard again at once, not only when
   * the clock is right: that may take minutes, in which the fragments of a running session would be
   * lost. The clock ends it if it was too early or too late.
   */
  List<Action> start(DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    if (!now.synchronised()) {
      groups
          .defined()
          .filter(slot -> slot.session().isPresent() && slot.wasHeard())
          .forEach(slot -> actions.addAll(open(slot, slot.session().get(), now)));
    }
    actions.addAll(update(now));
    return actions;
  }

  /** Takes on a session, instead of the one that its group had (TS005-14). */
  List<Action> accept(GroupSlot slot, Session session, DeviceTime now) {
    List<Action> actions = new ArrayList<>(close(slot));
    slot.setSession(Optional.of(session));
    actions.add(slot.save());
    actions.add(
        new Action.Tell(
            new AgentEvent.SessionPlanned(slot.id, session.sessionClass(), session.start())));
    actions.addAll(update(now));
    if (!now.synchronised()) {
      actions.add(Action.Simple.NEED_TIME); // it cannot begin before (TS005-16)
    }
    return actions;
  }

  /** Opens and closes what is due, forgets what is over, and sets the timer for what comes next. */
  List<Action> update(DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    Optional<Duration> next =
        groups
            .defined()
            .filter(slot -> slot.session().isPresent())
            .flatMap(slot -> update(slot, slot.session().get(), now, actions).stream())
            .min(Duration::compareTo);
    actions.add(
        next.<Action>map(due -> new Action.Start(Timer.MULTICAST_SESSION, due))
            .orElse(new Action.Stop(Timer.MULTICAST_SESSION)));
    return actions;
  }

  /** Returns how long it is to the next change of this session, if that is known. */
  private Optional<Duration> update(
      GroupSlot slot, Session session, DeviceTime now, List<Action> actions) {
    Optional<Duration> left = left(slot, session, now);
    if (left.isPresent() && !isPositive(left.get())) {
      actions.addAll(end(slot)); // at the latest 2^TimeOut after the start (TS005-20)
      return Optional.empty();
    }
    Duration untilOpening = session.untilOpening(now);
    if (now.synchronised() && isPositive(untilOpening)) {
      actions.addAll(close(slot)); // a correction may have put the start off again
      return Optional.of(untilOpening);
    }
    if (now.synchronised()) {
      actions.addAll(open(slot, session, now));
    }
    return left;
  }

  /**
   * How long the session still lasts. Without the time only what runs has an end: as long after the
   * opening as the whole session may last.
   */
  private static Optional<Duration> left(GroupSlot slot, Session session, DeviceTime now) {
    return now.synchronised()
        ? Optional.of(session.untilEnd(now))
        : slot.openSince()
            .map(since -> Duration.between(now.local(), since.plus(session.length())));
  }

  private static List<Action> open(GroupSlot slot, Session session, DeviceTime now) {
    if (slot.isOpen()) {
      return List.of();
    }
    slot.setOpenSince(Optional.of(now.local()));
    return List.of(
        session.opening(slot.id),
        new Action.Tell(new AgentEvent.SessionOpened(slot.id, session.sessionClass())));
  }

  /** The device listens no more, and is in its former class again (TS005-17). */
  List<Action> close(GroupSlot slot) {
    if (!slot.isOpen()) {
      return List.of();
    }
    slot.setOpenSince(Optional.empty());
    Session session = slot.session().orElseThrow();
    return List.of(
        session.closing(slot.id),
        new Action.Tell(new AgentEvent.SessionClosed(slot.id, session.sessionClass())));
  }

  /** Closes a session and forgets it. */
  List<Action> end(GroupSlot slot) {
    List<Action> actions = new ArrayList<>(close(slot));
    slot.setSession(Optional.empty());
    actions.add(slot.save());
    return actions;
  }

  /** Whether the device listens in this class for a group. */
  boolean runs(SessionClass sessionClass) {
    return groups
        .defined()
        .filter(GroupSlot::isOpen)
        .flatMap(slot -> slot.session().stream())
        .anyMatch(session -> session.sessionClass() == sessionClass);
  }
}
