package dev.fuota.fleet.world;

import dev.fuota.agent.event.AgentListener;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.runtime.Agent;
import dev.fuota.agent.runtime.AgentPorts;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.boot.ApplicationView;
import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.sim.DriftingClock;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A whole device: flash, bootloader and agent, on a modem, a clock and a power supply of its own.
 *
 * <p>Every call into it goes through {@link #enter}, the one place where a {@link PowerLoss} ends.
 * Then nothing of the device is left but its flash; some seconds later it starts again. The
 * bootloader's flash operations take virtual time before the application starts; those of the
 * application do not stop it, as with a flash that works in the background.
 */
public final class SimulatedDevice {
  /** What a clock shows that has lost its time: hours to years wrong, as the simulation begins. */
  public static final Instant POWER_UP_TIME = Instant.parse("2020-01-01T00:00:00Z");

  private static final Duration START_UP = Duration.ofMillis(50);
  private static final int DARK_SECONDS_MIN = 5;
  private static final int DARK_SECONDS_MAX = 30;

  private final Simulation simulation;
  private final DeviceIdentity identity;
  private final DeviceSeries series;
  private final SharedWork shared;
  private final PowerSupply power;
  private final NorFlash flash;
  private final FlashMap partitions;

  /** As the application that runs sees the partitions. */
  private FlashMap map;

  private final DeviceLink modem;
  private final RandomGenerator random;
  private final double driftPpm;
  private final Consumer<Runnable> entry = this::enter;
  private List<DeviceObserver> observers = List.of();
  private DriftingClock clock;
  private @Nullable Agent agent;
  private @Nullable LorawanLink link;
  private boolean on;
  private boolean mayBrick;

  /** Without power: before it is switched on, and for some time behind a loss of power. */
  private boolean dark = true;

  /** Of its starts; what was planned in one of before does not happen any more. */
  private int life;

  /** A device as it leaves the factory, without power. */
  public SimulatedDevice(
      Simulation simulation,
      DeviceIdentity identity,
      DeviceSeries series,
      SharedWork shared,
      DeviceLink modem) {
    this.simulation = simulation;
    this.identity = identity;
    this.series = series;
    this.shared = shared;
    this.power = new PowerSupply(simulation.newRandom());
    this.flash = series.factoryFlash().fork(power);
    flash.share(shared.pages());
    this.partitions = FlashMap.of(flash, series.partitions());
    this.map = partitions;
    this.random = simulation.newRandom();
    this.driftPpm = drift(series.driftPpm(), random);
    this.clock = newClock();
    this.modem = modem;
  }

  private DriftingClock newClock() {
    return new DriftingClock(simulation, POWER_UP_TIME, driftPpm, entry);
  }

  private static double drift(double most, RandomGenerator random) {
    return most > 0 ? random.nextDouble(-most, most) : 0;
  }

  public DeviceIdentity identity() {
    return identity;
  }

  public DeviceSeries series() {
    return series;
  }

  public PowerSupply power() {
    return power;
  }

  public NorFlash flash() {
    return flash;
  }

  /** How its flash is divided, as the application that runs sees it. */
  public FlashMap map() {
    return map;
  }

  /** How the application stands; empty while it does not run. */
  public Optional<AgentStatus> status() {
    return Optional.ofNullable(agent).map(Agent::status);
  }

  /** Whether its link has a session now. */
  public boolean isActive() {
    return link != null && link.activity() == LorawanLink.Activity.ACTIVE;
  }

  public void observe(DeviceObserver observer) {
    List<DeviceObserver> all = new ArrayList<>(observers);
    all.add(observer);
    observers = List.copyOf(all);
  }

  /** From now on it stays dark for good if it boots nothing; else that ends the simulation. */
  public void mayBrick() {
    mayBrick = true;
  }

  /** Power comes; the clock has lost its time. */
  public void switchOn() {
    dark = false;
    power.restore();
    clock = newClock();
    boot(ResetReason.POWER_ON);
  }

  /** Nothing of the application runs any more, only its clock goes on. */
  private void reset(ResetReason reason) {
    stop();
    int next = life;
    simulation.after(
        Duration.ZERO,
        () -> {
          if (next == life) {
            boot(reason);
          }
        });
  }

  /**
   * Somebody presses its button. Not to be called from within the device.
   *
   * @return false if it is dark
   */
  public boolean press() {
    if (dark) {
      return false;
    }
    reset(ResetReason.PIN);
    return true;
  }

  /**
   * Its power fails now, between two flash operations. Not to be called from within the device.
   *
   * @return false if it is dark already
   */
  public boolean unplug() {
    if (dark) {
      return false;
    }
    power.cut();
    losePower("between two operations of the flash");
    return true;
  }

  private void stop() {
    life++;
    on = false;
    agent = null;
    link = null;
    clock.stop();
    modem.stop();
  }

  private void boot(ResetReason reason) {
    int begun = life;
    observers.forEach(DeviceObserver::onBooting);
    Duration before = flash.busyTime();
    try {
      BootResult result = bootloader(partitions).boot();
      if (!(result instanceof BootResult.Started started)) {
        if (mayBrick) {
          observers.forEach(observer -> observer.onBooted(result));
          return;
        }
        throw new AssertionError(identity.id() + " boots nothing: " + result);
      }
      map = ApplicationView.of(partitions, series.strategy(), started.slot());
      observers.forEach(observer -> observer.onBooted(result));
      Duration busy = flash.busyTime().minus(before);
      simulation.after(busy.plus(START_UP), () -> startApplication(begun, reason, started.trial()));
    } catch (PowerLoss loss) {
      losePower("in the bootloader: " + loss.getMessage());
    }
  }

  private Bootloader bootloader(FlashMap flashMap) {
    return new Bootloader(
        BootPartitions.of(flashMap),
        BootConfig.of(series.strategy(), series.keys())
            .forHardware(identity.hardware().classId())
            .withVerification(shared.images()));
  }

  /**
   * What a reset now would lead to, tried on a copy of the flash.
   *
   * @param supply feeds the copy, and counts its operations
   */
  public BootResult bootCopy(PowerSupply supply) {
    return bootloader(FlashMap.of(flash.fork(supply), series.partitions())).boot();
  }

  private void startApplication(int begun, ResetReason reason, boolean trial) {
    if (begun != life) {
      return;
    }
    on = true;
    enter(
        () -> {
          Agent started = newAgent();
          started.start(reason, trial);
          agent = started;
        });
  }

  private Agent newAgent() {
    Nvm nvm = new JournalNvm(map.agentNvm());
    LorawanLink started = modem.start(new DeviceLink.Ports(nvm, clock, clock, random, entry));
    link = started;
    AgentListener listener = event -> observers.forEach(observer -> observer.onEvent(event));
    AgentPorts ports =
        new AgentPorts(
            clock,
            clock,
            random,
            map,
            nvm,
            started,
            shared.parityRows(),
            () -> reset(ResetReason.SOFTWARE),
            listener,
            shared.images());
    return new Agent(series.agentConfig(identity), ports);
  }

  private void enter(Runnable event) {
    if (!on) {
      return;
    }
    try {
      event.run();
    } catch (PowerLoss loss) {
      losePower("in the application: " + loss.getMessage());
    }
  }

  private void losePower(String during) {
    stop();
    dark = true;
    Duration lasts = Duration.ofSeconds(random.nextInt(DARK_SECONDS_MIN, DARK_SECONDS_MAX + 1));
    observers.forEach(o -> o.onPowerLost(power.operations(), during, lasts));
    simulation.after(lasts, this::switchOn);
  }
}
