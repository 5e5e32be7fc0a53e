package dev.fuota.fleet.lorawan;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.fleet.result.Reached;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.server.planner.EnergyModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device of a fleet, and what it has reached. */
final class FleetDevice implements DeviceObserver {
  private static final Map<Class<? extends AgentEvent>, Stage> STAGES =
      Map.of(
          AgentEvent.Joined.class, Stage.JOINED,
          AgentEvent.GroupDefined.class, Stage.GROUP,
          AgentEvent.FragSessionBegan.class, Stage.FRAGMENTATION,
          AgentEvent.SessionPlanned.class, Stage.SESSION,
          AgentEvent.BlockComplete.class, Stage.COMPLETE,
          AgentEvent.ImageReady.class, Stage.VERIFIED,
          AgentEvent.Rebooting.class, Stage.REBOOTED);

  private final SimulatedDevice device;
  private final DeviceGroup group;
  private final int groupIndex;
  private final DeviceRadio radio;
  private final InstantSource clock;
  private final Instant began;
  private final Tally tally;
  private String first = "";
  private boolean updated;
  private Reached reached = Reached.NOTHING;
  private int fragments;
  private int heard;
  private int sentWhenComplete;
  private int powerCuts;
  private int decoderOctets;
  private boolean bricked;
  private String refusal = "";

  /** Since it opened its multicast session. */
  private @Nullable Consumption consumption;

  FleetDevice(
      SimulatedDevice device,
      DeviceGroup group,
      int groupIndex,
      DeviceRadio radio,
      InstantSource clock,
      Tally tally) {
    this.device = device;
    this.group = group;
    this.groupIndex = groupIndex;
    this.radio = radio;
    this.clock = clock;
    this.began = clock.instant();
    this.tally = tally;
    device.observe(this);
    device.mayBrick();
  }

  SimulatedDevice device() {
    return device;
  }

  DeviceGroup group() {
    return group;
  }

  /** Its place among the groups of the scenario. */
  int groupIndex() {
    return groupIndex;
  }

  /** Whether it runs another firmware than at first. */
  boolean isUpdated() {
    return updated;
  }

  /** Whether it ever ran another firmware than at first. */
  boolean wasUpdated() {
    return reached.has(Stage.UPDATED);
  }

  boolean isBricked() {
    return bricked;
  }

  Reached reached() {
    return reached;
  }

  /** Fragments that it stored. */
  int fragments() {
    return fragments;
  }

  /** Fragments that it received, whether it needed them or not. */
  int heard() {
    return heard;
  }

  int sentWhenComplete() {
    return sentWhenComplete;
  }

  int powerCuts() {
    return powerCuts;
  }

  int decoderOctets() {
    return decoderOctets;
  }

  /** Why it does not take an update; empty if it did not say. */
  String refusal() {
    return refusal;
  }

  /** What its radio took from its battery since it opened its multicast session. */
  double joules() {
    return consumption == null ? 0 : consumption.joules();
  }

  /** Takes down what its radio took until now. */
  void measure(EnergyModel energy) {
    if (consumption != null) {
      consumption.measure(energy, clock.instant(), radio.times());
    }
  }

  /** The same, unless it was done before. */
  void measureOnce(EnergyModel energy) {
    if (joules() == 0) {
      measure(energy);
    }
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.FragmentReceived fragment) {
      onFragment(fragment.reception());
      return;
    }
    Stage stage = STAGES.get(event.getClass());
    if (stage != null) {
      reach(stage);
    }
    if (event instanceof AgentEvent.Started && device.isActive()) {
      reach(Stage.JOINED);
    } else if (event instanceof AgentEvent.BlockDecoded decoded) {
      decoderOctets = (int) Math.max(decoderOctets, decoded.memoryOctets());
    } else if (event instanceof AgentEvent.BlockComplete) {
      sentWhenComplete = tally.sent();
    } else if (event instanceof AgentEvent.ImageRefused refused) {
      refusal = refused.reason();
    } else if (event instanceof AgentEvent.SessionOpened && consumption == null) {
      consumption = new Consumption(clock.instant(), radio.times());
    }
  }

  private void onFragment(Reception reception) {
    heard++;
    if (reception == Reception.STORED) {
      fragments++;
      tally.fragment();
      if (fragments == 1) {
        reach(Stage.FIRST_FRAGMENT);
      }
    }
  }

  private void reach(Stage stage) {
    if (reached.has(stage)) {
      return;
    }
    long millis = Duration.between(began, clock.instant()).toMillis();
    reached = reached.with(stage, Math.min(millis, Reached.MILLIS_MAX));
    if (stage == Stage.JOINED) {
      tally.join();
    }
  }

  @Override
  public void onBooted(BootResult result) {
    if (!(result instanceof BootResult.Started started)) {
      bricked = true;
      return;
    }
    boolean before = updated;
    String version = started.version().toString();
    first = first.isEmpty() ? version.intern() : first; // thousands begin with the same one
    updated = !version.equals(first);
    if (updated) {
      reach(Stage.UPDATED);
    }
    tally.update((updated ? 1 : 0) - (before ? 1 : 0));
  }

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    powerCuts++;
    tally.cut();
  }
}
