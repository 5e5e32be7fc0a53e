package dev.fuota.drivers.modem;

import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What the agent wants to hear: its groups and their open sessions. It outlives every modem. */
final class Wanted {
  private final boolean always;
  private final Map<Integer, MulticastGroup> groups = new TreeMap<>();

  /** By group, in the order in which they were opened. */
  private final Map<Integer, GroupSession> open = new LinkedHashMap<>();

  Wanted(boolean always) {
    this.always = always;
  }

  void define(MulticastGroup group) {
    open.remove(group.groupId());
    groups.put(group.groupId(), group);
  }

  void delete(int groupId) {
    open.remove(groupId);
    groups.remove(groupId);
  }

  void openClassC(int groupId, int frequencyHz, int dataRate) {
    MulticastGroup group = groups.get(groupId);
    if (group != null) {
      open.remove(groupId);
      open.put(groupId, GroupSession.inClassC(group, frequencyHz, dataRate));
    }
  }

  void openClassB(int groupId, PingSession session) {
    MulticastGroup group = groups.get(groupId);
    if (group != null) {
      open.remove(groupId);
      open.put(
          groupId,
          GroupSession.of(
              group, true, session.frequencyHz(), session.dataRate(), session.periodicity()));
    }
  }

  void close(int groupId) {
    open.remove(groupId);
  }

  boolean hearsGroups() {
    return !open.isEmpty();
  }

  boolean hears(int groupId) {
    return open.containsKey(groupId);
  }

  /**
   * What the modem is to listen to: the session that was opened last, and those that it can serve
   * together with it.
   *
   * @param together whether the modem can have several groups at once; else it has one
   */
  Receiving receiving(boolean together) {
    List<GroupSession> sessions = new ArrayList<>(open.values());
    if (sessions.isEmpty()) {
      return new Receiving(always, List.of());
    }
    GroupSession last = sessions.get(sessions.size() - 1);
    sessions.removeIf(session -> !session.equals(last) && !(together && fits(session, last)));
    return new Receiving(always, sessions);
  }

  /** In class B each group has slots of its own; class C has one channel. */
  private static boolean fits(GroupSession session, GroupSession last) {
    return session.classB() == last.classB()
        && (last.classB()
            || (session.frequencyHz() == last.frequencyHz()
                && session.dataRate() == last.dataRate()));
  }

  /** The group of the session that has the receiver. */
  OptionalInt hearing() {
    return open.values().stream()
        .reduce((earlier, later) -> later)
        .map(session -> OptionalInt.of(session.groupId()))
        .orElse(OptionalInt.empty());
  }
}
