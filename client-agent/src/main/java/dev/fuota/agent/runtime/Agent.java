package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.firmware.Startup;
import dev.fuota.agent.firmware.VersionReport;
import dev.fuota.agent.fragmentation.Fragmentation;
import dev.fuota.agent.multicast.MulticastSetup;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The application of a device that updates its own firmware over LoRaWAN.
 *
 * <p>A downlink goes to its package, whose state machine says what is to be done. The machines know
 * nothing of each other: where one needs another, it says so by an action.
 *
 * <p>Nothing that comes from the air or out of flash makes it throw, except a loss of power.
 */
public final class Agent {
  /** An empty uplink that only opens receive windows. */
  private static final Uplink HEARTBEAT = Uplink.unconfirmed(1, new Message.Fixed(Bytes.EMPTY));

  private final AgentConfig config;
  private final AgentPorts ports;
  private final Records records;
  private final Machines machines;
  private final Timers timers;
  private final Transmitter transmitter;
  private final PortEffects effects;
  private final Dispatcher dispatcher;
  private final Ears ears = new Ears();

  /** An agent that does nothing before {@link #start}. */
  public Agent(AgentConfig config, AgentPorts ports) {
    this.config = config;
    this.ports = ports;
    this.records = new Records(ports.nvm());
    this.machines = new Machines(config, ports);
    this.timers = new Timers(ports.scheduler(), ears);
    this.transmitter = new Transmitter(ports, machines, ears);
    this.effects = new PortEffects(ports, machines, records, timers, transmitter);
    this.dispatcher = new Dispatcher(config, ports, machines, effects, transmitter);
  }

  private DeviceTime now() {
    return machines.now();
  }

  /**
   * Begins after a reset, once. What was under way goes on: the log says which fragments are there
   * and which counters were used, before the link hears anything (NVM-01).
   *
   * @param trial whether the bootloader takes the running image back unless it confirms itself
   */
  public void start(ResetReason reason, boolean trial) {
    records.read(NvmKey.CLOCK_CORRECTION).ifPresent(machines.clockSync()::load);
    for (int groupId = 0; groupId < config.limits().groups(); groupId++) {
      int id = groupId;
      records.read(NvmKey.group(id)).ifPresent(octets -> machines.multicast().load(id, octets));
    }
    loadFragmentation();
    Map<Integer, int[]> stored = machines.fragmentationInUse().map(this::storedBy).orElse(Map.of());
    Slots slots = machines.slots();
    Optional<ImageVersion> running = slots.running();
    effects.tell(new AgentEvent.Started(reason, running));
    effects.perform(machines.firmware().start(found(slots, running, trial), now()));
    stored.forEach(
        (fragIndex, numbers) ->
            effects.perform(machines.fragmentation().onLogChecked(fragIndex, numbers, now())));
    machines.fragmentationInUse().ifPresent(begun -> effects.perform(begun.start(now())));
    machines.multicastInUse().ifPresent(begun -> effects.perform(begun.start(now())));
    effects.perform(machines.clockSync().start(records.read(NvmKey.CLOCK_PERIOD)));
    timers.start(Timer.HEARTBEAT, upTo(config.policy().heartbeat()));
    ports.link().listen(ears);
  }

  private void loadFragmentation() {
    for (int fragIndex = 0; fragIndex < config.limits().sessions(); fragIndex++) {
      int index = fragIndex;
      records
          .read(NvmKey.fragCounter(index))
          .ifPresent(octets -> machines.fragmentation().loadCounter(index, octets));
      records
          .read(NvmKey.fragSession(index))
          .ifPresent(octets -> machines.fragmentation().load(index, octets));
    }
  }

  /** Returns which fragments the sessions have that need theirs, by FragIndex. */
  private Map<Integer, int[]> storedBy(Fragmentation fragmentation) {
    Map<Integer, int[]> stored = new TreeMap<>();
    List<Action.OpenLog> needed = fragmentation.neededLogs();
    if (!needed.isEmpty()) {
      needed.forEach(machines.log()::open);
      effects.scanLog();
      needed.forEach(
          each -> stored.put(each.fragIndex(), machines.log().numbers(each.fragIndex())));
    }
    return stored;
  }

  private Startup found(Slots slots, Optional<ImageVersion> running, boolean trial) {
    return new Startup(
        running,
        trial,
        slots.isMarked(),
        records.read(NvmKey.IMAGE),
        records.read(NvmKey.REBOOT),
        records.read(NvmKey.REPORTED_VERSION));
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(ports.random().nextLong(longest.toMillis() + 1));
  }

  /** What the device knows of the time. */
  public DeviceTime time() {
    return now();
  }

  /** The network time was learnt elsewhere: from the MAC, a beacon, a satellite. */
  public void setTime(GpsTime time) {
    effects.perform(machines.clockSync().onLearnt(now().until(time)));
  }

  /**
   * Asks the server for the time, without waiting until the period is over.
   *
   * @param ansRequired whether the server is to answer even if the clock is right
   */
  public void askTime(boolean ansRequired) {
    effects.perform(machines.clockSync().onWanted(ansRequired));
  }

  /** How things stand. */
  public AgentStatus status() {
    return new AgentStatus(
        machines.firmware().running(),
        machines.firmware().waiting(),
        machines.firmware().refusal(),
        machines.clockSync().synchronised(),
        machines.multicastInUse().map(MulticastSetup::openGroups).orElse(0),
        machines.sessions(),
        transmitter.waiting(),
        dispatcher.defects(),
        config.packages().over(ports.link()));
  }

  /**
   * A block that is complete and no firmware, until its session is deleted or replaced (TS004-25).
   * After a reset it is still there.
   */
  public Optional<BlockReader> block(int fragIndex) {
    return machines
        .fragmentationInUse()
        .flatMap(
            begun ->
                begun
                    .block(fragIndex)
                    .map(block -> new BlockReader(fragIndex, block, begun, machines.log())));
  }

  /**
   * The time to the next heartbeat, up to an eighth short of the longest. Devices that sent at the
   * same time once would do so for ever, and their answers would meet in RX1 each time.
   */
  private Duration nextHeartbeat() {
    Duration longest = config.policy().heartbeat();
    return longest.minus(upTo(Duration.ofNanos(longest.toNanos() / 8)));
  }

  /** What the parts and the link report. */
  private final class Ears implements Whole, LorawanLink.Listener {
    @Override
    public void onSent() {
      timers.start(Timer.HEARTBEAT, nextHeartbeat());
    }

    @Override
    public void onTimer(Timer timer) {
      List<Action> actions =
          switch (timer) {
            case CLOCK_SYNC -> machines.clockSync().onTimer();
            case MULTICAST_SESSION -> machines.multicast().onTimer(now());
            case FRAG_STATUS -> machines.fragmentation().onStatusTimer(now());
            case FRAG_REPORT -> machines.fragmentation().onReportTimer(now());
            case REBUILD -> machines.fragmentation().onRebuildTimer();
            case TRIAL -> machines.firmware().onTrialTimer();
            case REBOOT -> machines.firmware().onRebootTimer();
            case VERSION_REPORT -> machines.firmware().onReportTimer();
            case HEARTBEAT ->
                List.of(
                    new Action.SendOnce(HEARTBEAT),
                    new Action.Start(Timer.HEARTBEAT, nextHeartbeat()));
          };
      effects.perform(actions);
    }

    @Override
    public void onDownlink(Downlink downlink) {
      Origin origin = Origin.unicast(counter(downlink));
      if (!downlink.unicast()) {
        origin = machines.multicast().origin(downlink.groupId(), counter(downlink));
        machines.multicast().onHeard(origin);
      }
      dispatcher.onDownlink(Bytes.of(downlink.payload()), Request.on(downlink.fPort(), origin));
    }

    @Override
    public void onUplinkDone(boolean acknowledged) {
      Optional<Uplink> done = transmitter.onDone();
      if (acknowledged && done.filter(Agent::isVersionReport).isPresent()) {
        effects.perform(machines.firmware().onReportAcknowledged());
      }
      transmitter.pump();
    }

    /** What the packages have to say waited for a session; the first uplink asks for the time. */
    @Override
    public void onActivated() {
      effects.tell(new AgentEvent.Joined());
      if (!machines.clockSync().synchronised()) {
        ports.link().requestTime();
      }
      transmitter.onSession();
    }

    @Override
    public void onSessionFound() {
      transmitter.onSession();
    }

    @Override
    public void onBeaconLost() {
      effects.tell(new AgentEvent.BeaconLost());
    }

    /** TS003 keeps the clock; the MAC's time, to 0.1 s, serves while there is none. */
    @Override
    public void onNetworkTime(Instant network) {
      if (!machines.clockSync().synchronised()) {
        Duration added = Duration.between(now().network(), network);
        effects.perform(machines.clockSync().onLearnt(added));
      }
    }
  }

  /**
   * The counter to remember. A link that keeps its counters to itself keeps them safe too; then 0
   * says no more than that the group was heard, and never that a later frame was.
   */
  private static long counter(Downlink downlink) {
    return downlink.fCnt() == Downlink.UNKNOWN_COUNTER ? 0 : downlink.fCnt();
  }

  private static boolean isVersionReport(Uplink uplink) {
    return uplink.content() instanceof VersionReport;
  }
}
