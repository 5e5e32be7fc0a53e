package dev.fuota.tests.chaos;

import static dev.fuota.tests.chaos.Ledger.require;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fragmentation sessions: one that was acknowledged is there after a reset with all fragments that
 * were stored, and no session begins with a counter that is used up (TS004-32..34).
 */
final class SessionPromises {
  static final int INTRUDERS_INDEX = 3;
  private static final int SETUP = 2;
  private static final int FRAGMENT = 8;
  private static final int SETUP_LENGTH_V1 = 11;
  private static final int SETUP_LENGTH_V2 = 17;
  private static final int SESSION_CNT_AT = 11;

  private final PackageVersion version;
  private final Map<Integer, Session> sessions = new HashMap<>();
  private final Map<Integer, Integer> usedUp = new HashMap<>();
  private final Set<Integer> resumed = new HashSet<>();

  /** Sessions that power cuts may have prevented or not. */
  private final Map<Integer, Session> unsure = new HashMap<>();

  /** A session of one index. */
  private static final class Session {
    final int nbFrag;
    final int mask;
    final int sessionCnt;

    /**
     * The lowest counter that it may have: until it is acknowledged, a cut may bring back another.
     */
    int sessionCntMin;

    /** A cut came in its setup: a repetition that is accepted may be that of the one before. */
    boolean doubtful;

    int stored;
    boolean acknowledged;

    /** The block was judged, or is about to be: from then on the record may say so. */
    boolean settled;

    Session(int nbFrag, int mask, int sessionCnt) {
      this.nbFrag = nbFrag;
      this.mask = mask;
      this.sessionCnt = sessionCnt;
      this.sessionCntMin = sessionCnt;
    }

    /** It is there for sure. */
    void acknowledge() {
      acknowledged = true;
      sessionCntMin = doubtful ? sessionCntMin : sessionCnt;
    }
  }

  SessionPromises(PackageVersion version) {
    this.version = version;
  }

  void onRequest(Bytes payload, int groupId) {
    if (payload.at(0) == FRAGMENT && payload.length() > 2 && groupId >= 0) {
      Session session = sessions.get(payload.at(2) >> 6);
      boolean admitted = session != null && (session.mask & 1 << groupId) != 0;
      require(session == null || admitted || session.mask == 0, "a campaign of another group");
    }
  }

  /** The device has done what the command says: a fragment uses its session's counter up. */
  void onDone(Bytes payload) {
    if (!payload.isEmpty() && payload.at(0) == FRAGMENT && payload.length() > 2) {
      int index = payload.at(2) >> 6;
      Session session = sessions.get(index);
      if (session != null && version == PackageVersion.V2) {
        usedUp.merge(index, session.sessionCntMin, Math::max);
      }
    }
  }

  void onEvent(AgentEvent event, Optional<Bytes> handling) {
    if (event instanceof AgentEvent.FragSessionBegan began) {
      onBegan(began, handling.orElseThrow());
    } else if (event instanceof AgentEvent.FragSessionResumed session) {
      onResumed(session);
    } else if (event instanceof AgentEvent.FragmentReceived fragment
        && fragment.reception() == Reception.STORED) {
      known(fragment.fragIndex()).stored++;
    } else if (event instanceof AgentEvent.BlockDecoded decoded) {
      known(decoded.fragIndex()).settled = true;
    } else if (event instanceof AgentEvent.FragSessionDeleted) {
      throw new AssertionError("nobody who may has asked for that: " + event);
    }
  }

  private Session known(int index) {
    return Optional.ofNullable(sessions.get(index))
        .orElseThrow(() -> new AssertionError("there is no session " + index));
  }

  private void onBegan(AgentEvent.FragSessionBegan began, Bytes setup) {
    int index = began.fragIndex();
    require(index != INTRUDERS_INDEX, "a session of the intruders began");
    require(isSetup(setup), "a session began by " + setup);
    int sessionCnt = sessionCnt(setup);
    require(
        version == PackageVersion.V1 || sessionCnt > usedUp.getOrDefault(index, -1),
        "SessionCnt " + sessionCnt + " of index " + index + " is used up: " + usedUp);
    sessions.put(index, after(index, setup));
  }

  private static int sessionCnt(Bytes setup) {
    return setup.length() < SETUP_LENGTH_V2
        ? 0
        : setup.at(SESSION_CNT_AT) | setup.at(SESSION_CNT_AT + 1) << 8;
  }

  private void onResumed(AgentEvent.FragSessionResumed event) {
    resumed.add(event.fragIndex());
    Session session = sessions.get(event.fragIndex());
    require(
        session != null || unsure.containsKey(event.fragIndex()),
        "a session resumed that never began: " + event);
    if (session != null && session.acknowledged) {
      require(session.nbFrag == event.nbFrag(), "another session resumed: " + event);
      require(
          event.stored() >= session.stored,
          "fragments are gone: " + session.stored + " were stored, then " + event);
    }
    sessions.putIfAbsent(
        event.fragIndex(), unsure.getOrDefault(event.fragIndex(), new Session(0, 0, 0)));
    Session known = known(event.fragIndex());
    known.stored = event.stored();
    known.settled = known.stored >= known.nbFrag; // it may be whole
  }

  void onAnswer(Bytes payload) {
    int cid = payload.at(0);
    if (cid == SETUP) {
      int index = payload.at(1) >> 6;
      require(index != INTRUDERS_INDEX, "answered the intruders' setup");
      boolean accepted = (payload.at(1) & 0x1f) == 0;
      require(!accepted || sessions.containsKey(index), "accepted a session that did not begin");
      if (accepted) {
        known(index).acknowledge();
      }
    }
  }

  void onStarting() {
    resumed.clear();
  }

  void onListening() {
    sessions.forEach(
        (index, session) ->
            require(
                !session.acknowledged || session.settled || resumed.contains(index),
                "session " + index + " was acknowledged, and is gone"));
  }

  /**
   * A session that was not acknowledged may be there, or the one before it, or none.
   *
   * @param handling the downlink in the middle of which the power was lost, or empty
   */
  void onPowerLost(Bytes handling) {
    sessions.forEach(
        (index, session) -> {
          if (!session.acknowledged) {
            doubt(index, session);
          }
        });
    sessions.values().removeIf(session -> !session.acknowledged);
    if (isSetup(handling)) {
      int index = handling.at(1) >> 4 & 3;
      doubt(index, after(index, handling));
      sessions.remove(index);
    }
  }

  private void doubt(int index, Session session) {
    session.doubtful = true;
    unsure.put(index, session);
  }

  private boolean isSetup(Bytes payload) {
    return payload.length() == (version == PackageVersion.V2 ? SETUP_LENGTH_V2 : SETUP_LENGTH_V1)
        && payload.at(0) == SETUP;
  }

  /** The session of a setup, which a cut may replace by the one of before. */
  private Session after(int index, Bytes setup) {
    Session session =
        new Session(setup.at(2) | setup.at(3) << 8, setup.at(1) & 0xf, sessionCnt(setup));
    Session before = sessions.getOrDefault(index, unsure.get(index));
    if (before != null) {
      session.sessionCntMin = Math.min(session.sessionCnt, before.sessionCntMin);
    }
    return session;
  }
}
