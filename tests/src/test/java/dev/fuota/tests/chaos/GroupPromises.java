package dev.fuota.tests.chaos;

import static dev.fuota.tests.chaos.Ledger.require;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Multicast groups, their class C sessions and their counters: a group and a session that were
 * acknowledged are there until they are replaced, and no counter with an effect counts twice.
 */
final class GroupPromises {
  static final int INTRUDERS_GROUP = 3;
  private static final int SETUP = 2;
  private static final int CLASS_C = 4;
  private static final int SETUP_LENGTH = 30;
  private static final int SESSION_LENGTH = 11;
  private static final int ACCEPTED_LENGTH = 5;

  /** The clock may be a little out, and class C opens a little earlier. */
  private static final Duration TOLERANCE = Duration.ofSeconds(15);

  private final Simulation simulation;

  /** Requests by group since the last that was acknowledged, that one included. */
  private final Map<Integer, List<Bytes>> possible = new HashMap<>();

  private final Set<Integer> acknowledged = new HashSet<>();
  private final Map<Integer, MulticastGroup> defined = new HashMap<>();
  private final Map<Integer, Window> accepted = new HashMap<>();
  private final Map<Integer, Window> promised = new HashMap<>();
  private final Map<Integer, Long> effective = new HashMap<>();
  private Bytes request = Bytes.EMPTY;
  private int heardOn = Downlink.UNICAST;
  private long heard;

  /** When a session is open. */
  private record Window(Instant start, Instant end) {}

  GroupPromises(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A unicast request of the package. */
  void onRequest(Bytes payload) {
    request = payload;
    if (payload.at(0) == SETUP && payload.length() == SETUP_LENGTH) {
      possible.computeIfAbsent(payload.at(1) & 3, id -> new ArrayList<>()).add(payload);
    }
  }

  /** A command of the fragmentation package, by unicast or multicast. */
  void onFragmentation(int groupId, long fCnt) {
    heardOn = groupId;
    heard = fCnt;
  }

  void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.SessionPlanned planned) {
      accepted.put(planned.groupId(), window());
    } else if (event instanceof AgentEvent.GroupDefined group) {
      accepted.remove(group.groupId());
      promised.remove(group.groupId());
      effective.remove(group.groupId());
    } else if (event instanceof AgentEvent.GroupDeleted) {
      throw new AssertionError("nobody who may has asked for that: " + event);
    } else if (event instanceof AgentEvent.FragmentReceived fragment
        && fragment.reception() == Reception.STORED
        && heardOn != Downlink.UNICAST) {
      effective.put(heardOn, heard);
    }
  }

  /** Of the request that was just accepted. */
  private Window window() {
    require(
        request.length() == SESSION_LENGTH && request.at(0) == CLASS_C,
        "a session without a request: " + request);
    long gps = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      gps |= (long) request.at(2 + i) << (8 * i);
    }
    Instant start = new GpsTime(gps).near(simulation.instant());
    return new Window(start, start.plusSeconds(1L << (request.at(6) & 0xf)));
  }

  void onAnswer(Bytes payload) {
    int id = payload.at(1) & 3;
    require(id != INTRUDERS_GROUP, "answered about the intruders' group: " + payload);
    if (payload.at(0) == SETUP) {
      List<Bytes> requests = possible.getOrDefault(id, List.of());
      require(!requests.isEmpty(), "answered a setup that never came: " + payload);
      acknowledged.add(id);
      possible.put(id, new ArrayList<>(List.of(requests.get(requests.size() - 1))));
    } else if (payload.length() == ACCEPTED_LENGTH && accepted.containsKey(id)) {
      promised.put(id, accepted.get(id));
    }
  }

  void onDefined(MulticastGroup group) {
    require(group.groupId() != INTRUDERS_GROUP, "defined the intruders' group");
    defined.put(group.groupId(), group);
    long needed = effective.getOrDefault(group.groupId(), MulticastGroup.NONE);
    boolean same = possible.getOrDefault(group.groupId(), List.of()).size() == 1;
    require(
        !same || group.lastFCnt() >= needed,
        "counter " + needed + " had an effect, but counters go on behind " + group.lastFCnt());
  }

  void onLinkStarted() {
    defined.clear();
  }

  void onListening() {
    for (int id : acknowledged) {
      Optional<MulticastGroup> group = Optional.ofNullable(defined.get(id));
      require(group.isPresent(), "group " + id + " was acknowledged, and is gone");
      List<Bytes> setups = possible.getOrDefault(id, List.of());
      require(
          setups.stream().anyMatch(setup -> isOf(group.orElseThrow(), setup)),
          "group " + id + " is another one: " + group);
    }
  }

  private static boolean isOf(MulticastGroup group, Bytes setup) {
    int mcAddr = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      mcAddr |= setup.at(2 + i) << (8 * i);
    }
    return group.mcAddr() == mcAddr;
  }

  /** What was not acknowledged yet may have happened or not. */
  void onPowerLost() {
    accepted.forEach(
        (id, window) -> {
          if (!window.equals(promised.get(id))) {
            promised.remove(id);
          }
        });
    accepted.keySet().retainAll(promised.keySet());
  }

  /**
   * Sessions are open when they should be.
   *
   * @param open bit X for group X, on a device whose clock is right
   */
  void check(int open) {
    Instant now = simulation.instant();
    promised.forEach(
        (id, window) -> {
          boolean isOpen = (open & 1 << id) != 0;
          if (now.isAfter(window.start.plus(TOLERANCE))
              && now.isBefore(window.end.minus(TOLERANCE))) {
            require(isOpen, "the session of group " + id + " was promised and is not open");
          }
          if (now.isBefore(window.start.minus(TOLERANCE))
              || now.isAfter(window.end.plus(TOLERANCE))) {
            require(!isOpen, "the session of group " + id + " is open outside " + window);
          }
        });
  }
}
