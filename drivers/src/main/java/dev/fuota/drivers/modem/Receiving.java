package dev.fuota.drivers.modem;

import java.util.List;

/**
 * What a modem listens to between its uplinks.
 *
 * @param always whether it is a class C device without any session
 * @param sessions the multicast sessions, the one that was opened last at the end; all of one class
 */
public record Receiving(boolean always, List<GroupSession> sessions) {
  public Receiving {
    sessions = List.copyOf(sessions);
  }

  /** The class that the modem must be in: A, B or C. */
  public char modemClass() {
    if (sessions.isEmpty()) {
      return always ? 'C' : 'A';
    }
    return sessions.get(sessions.size() - 1).classB() ? 'B' : 'C';
  }
}
