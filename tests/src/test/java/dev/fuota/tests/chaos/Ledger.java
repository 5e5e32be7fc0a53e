package dev.fuota.tests.chaos;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what the device has promised, and what it must not do, from outside: from messages,
 * events, and what it tells its link. A promise that is not kept is an {@link AssertionError}.
 *
 * <p>It reads messages by their octets, not with the product's codecs.
 */
final class Ledger implements DeviceObserver {
  /** As a bootloader has it if nothing is said. */
  private static final int TRIAL_BOOTS = 3;

  static final int CLOCK_PORT = 202;
  static final int MULTICAST_PORT = 200;
  static final int FRAGMENTATION_PORT = 201;
  static final int FIRMWARE_PORT = 203;
  private static final int HEARTBEAT_PORT = 1;
  private static final int REPORT_PORT = 204;
  private static final int UPLINKS_MAX = 32;
  private static final int TRACE = 40;

  private final Simulation simulation;
  private final PackageVersion version;
  private final GroupPromises groups;
  private final SessionPromises sessions;
  private final RebootPromise reboot;
  private final ShownTime clock;
  private final List<String> trace = new ArrayList<>();
  private Optional<Bytes> handling = Optional.empty();
  private int handlingPort;
  private boolean handlingUnicast;
  private Optional<ImageVersion> running = Optional.empty();
  private int trials;
  private Optional<ImageVersion> ready = Optional.empty();
  private int boots;
  private int cuts;

  Ledger(Simulation simulation, PackageVersion version) {
    this.simulation = simulation;
    this.version = version;
    this.groups = new GroupPromises(simulation);
    this.sessions = new SessionPromises(version);
    this.reboot = new RebootPromise(simulation);
    this.clock = new ShownTime(simulation);
  }

  /** Everything that must hold between two events. */
  void check(Optional<AgentStatus> status) {
    reboot.check();
    status.ifPresent(
        s -> {
          require(s.uplinksWaiting() <= UPLINKS_MAX, s.uplinksWaiting() + " uplinks wait");
          if (s.synchronised() && clock.isRight()) {
            groups.check(s.openGroups());
          }
        });
  }

  /** What the bootloader started last. */
  Optional<ImageVersion> running() {
    return running;
  }

  int boots() {
    return boots;
  }

  int cuts() {
    return cuts;
  }

  /** The last things that happened, for people. */
  String trace() {
    return String.join("\n  ", trace);
  }

  void note(String what) {
    if (trace.size() == TRACE) {
      trace.remove(0);
    }
    trace.add(Duration.between(Simulation.START, simulation.instant()) + " " + what);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** A downlink is about to be handed to the device. */
  void onDelivery(int fPort, Bytes payload, int groupId, long fCnt) {
    note("down " + fPort + " " + payload.slice(0, Math.min(12, payload.length())) + " g" + groupId);
    handling = Optional.of(payload);
    handlingPort = fPort;
    handlingUnicast = groupId == Downlink.UNICAST;
    if (payload.isEmpty()) {
      return;
    }
    if (fPort == MULTICAST_PORT && handlingUnicast) {
      groups.onRequest(payload);
    } else if (fPort == FRAGMENTATION_PORT) {
      sessions.onRequest(payload, groupId);
      groups.onFragmentation(groupId, fCnt);
    }
  }

  /** The device has done all that it does at once, and has not lost its power. */
  void onDelivered() {
    if (handlingPort == FRAGMENTATION_PORT) {
      handling.ifPresent(sessions::onDone);
    }
    handling = Optional.empty();
  }

  /** The device sends. */
  void onUplink(int fPort, Bytes payload) {
    note("up " + fPort + " " + payload);
    switch (fPort) {
      case HEARTBEAT_PORT, REPORT_PORT -> {}
      case CLOCK_PORT -> requireCommand(fPort, payload, List.of(1));
      case MULTICAST_PORT -> {
        requireCommand(fPort, payload, List.of(2, 4));
        groups.onAnswer(payload);
      }
      case FRAGMENTATION_PORT -> {
        boolean two = version == PackageVersion.V2;
        requireCommand(fPort, payload, two ? List.of(1, 2, 4) : List.of(1, 2));
        sessions.onAnswer(payload);
      }
      case FIRMWARE_PORT -> {
        requireCommand(fPort, payload, List.of(1, 2, 3, 4));
        reboot.onAnswer(payload);
      }
      default -> throw new AssertionError("an uplink on port " + fPort + ": " + payload);
    }
  }

  /** Nobody who may has asked for anything else: only intruders did. */
  private static void requireCommand(int fPort, Bytes payload, List<Integer> asked) {
    int cid = payload.isEmpty() ? -1 : payload.at(0);
    require(asked.contains(cid), "answered an intruder on port " + fPort + ": " + payload);
  }

  void onGroup(MulticastGroup group) {
    groups.onDefined(group);
  }

  /** The device has begun to start. */
  void onLinkStarted() {
    groups.onLinkStarted();
    sessions.onStarting();
  }

  /** The device has done all that it does before it hears anything. */
  void onListening() {
    groups.onListening();
    sessions.onListening();
    reboot.onListening();
  }

  @Override
  public void onEvent(AgentEvent event) {
    note(event.toString());
    require(
        handling.isEmpty() || handlingUnicast || !isUnicastOnly(event),
        "a multicast command had an effect: " + event);
    clock.onEvent(event);
    sessions.onEvent(event, handling);
    groups.onEvent(event);
    reboot.onEvent(event);
    if (event instanceof AgentEvent.ImageConfirmed) {
      trials = 0;
    } else if (event instanceof AgentEvent.ImageReady image) {
      ready = Optional.of(image.version());
    } else if (event instanceof AgentEvent.BlockDecoded) {
      ready = Optional.empty(); // another image takes its place
    } else if (event instanceof AgentEvent.ImageDeleted) {
      throw new AssertionError("nobody who may has asked for that: " + event);
    }
  }

  private static boolean isUnicastOnly(AgentEvent event) {
    return event instanceof AgentEvent.ClockSynchronised
        || event instanceof AgentEvent.GroupDefined
        || event instanceof AgentEvent.SessionPlanned
        || event instanceof AgentEvent.FragSessionBegan
        || event instanceof AgentEvent.RebootPlanned;
  }

  @Override
  public void onBooting() {
    clock.onBooting();
  }

  @Override
  public void onBooted(BootResult result) {
    BootResult.Started started = (BootResult.Started) result; // a stuck device ends the simulation
    note("boots " + started.version());
    boots++;
    ready.ifPresent(
        promised ->
            require(
                started.version().equals(promised),
                promised + " was ready, but " + started + " runs"));
    running.ifPresent(before -> requireNoStepBack(before, started));
    trials = started.trial() ? trials + 1 : 0;
    ready = Optional.empty();
    running = Optional.of(started.version());
  }

  /**
   * Back to the old firmware goes only what was started often enough and never confirmed itself.
   */
  private void requireNoStepBack(ImageVersion before, BootResult.Started started) {
    require(
        started.version().compareTo(before) >= 0 || trials >= TRIAL_BOOTS,
        started.version() + " runs after " + before + ", which had " + trials + " trials");
  }

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    note("power lost at operation " + operation + " " + during + ", dark " + dark);
    cuts++;
    clock.onPowerLost(dark);
    groups.onPowerLost();
    sessions.onPowerLost(
        handlingPort == FRAGMENTATION_PORT ? handling.orElse(Bytes.EMPTY) : Bytes.EMPTY);
    handling = Optional.empty();
    reboot.onPowerLost();
  }
}
