package dev.fuota.agent.rig;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.fragmentation.WearBudget.Wear;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.runtime.Agent;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.AgentPorts;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.sim.DriftingClock;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.lorawan.AesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device: flash, NVM, MAC, agent, and as much of a bootloader as lets an update be seen to the
 * end. It dies when its power fails and lives again after {@link #powerUp}.
 */
public final class TestDevice {
  public static final AesKey GEN_APP_KEY = AesKey.fromHex("64b84c25fc2d894300ffac10696af454");
  public static final int PAGE = FlashProfile.STM32WL.geometry().sectorSize();

  private static final int SLOT = 16 * PAGE;

  public final Simulation world;
  public final ScriptedRadio radio;
  public final TestNetwork network;
  public final PowerSupply power;
  public final NorFlash flash;
  public final FlashMap map;

  /** Everything that the agent told, over all its lives. */
  public final List<AgentEvent> events = new ArrayList<>();

  /** Records written since the beginning, as NVM saw them. */
  public int nvmWrites;

  private final CountingFlash download;
  private final CountingFlash log;
  private final CountingFlash agentNvm;
  private final AgentConfig config;
  private final double ppm;
  private @Nullable DriftingClock clock;
  private @Nullable Agent agent;
  private boolean wantsReset;

  /** A device that runs {@code firmware} and is off. */
  public TestDevice(Simulation world, AgentConfig config, Bytes firmware, double ppm) {
    this.world = world;
    this.config = config;
    this.ppm = ppm;
    this.power = new PowerSupply(world.newRandom());
    this.flash = new NorFlash(FlashProfile.STM32WL, power);
    FlashMap cut =
        FlashMap.of(flash, new FlashMap.Sizes(PAGE, SLOT, SLOT, 16 * PAGE, 4 * PAGE, 2 * PAGE));
    this.download = new CountingFlash(cut.download());
    this.log = new CountingFlash(cut.fragments());
    this.agentNvm = new CountingFlash(cut.agentNvm());
    this.map =
        new FlashMap.Listed(
            cut.bootloader(),
            cut.primary(),
            download.partition(),
            log.partition(),
            agentNvm.partition(),
            cut.bootNvm(),
            cut.scratch());
    this.radio = new ScriptedRadio(world);
    this.network = new TestNetwork(world, radio);
    radio.guardedBy(this::guarded);
    Firmware.program(firmware, map.primary());
  }

  /** Power comes: the bootloader does its work, then the agent starts. */
  public void powerUp(ResetReason reason) {
    if (!power.isOn()) {
      power.restore();
    }
    guarded(
        () -> {
          boot();
          startAgent(reason);
        });
  }

  private void boot() {
    FlashSource download = new FlashSource(map.download());
    if (download.isPending()) {
      if (download.holdsGoodImage()) {
        Firmware.program(Bytes.of(download.octets()), map.primary());
        map.download().erase(0);
      }
      map.download().erase(map.download().geometry().sectorCount() - 1);
    }
  }

  private void startAgent(ResetReason reason) {
    clock = new DriftingClock(world, Instant.parse("2000-01-01T00:00:00Z"), ppm);
    DriftingClock mine = clock;
    Scheduler scheduler = (delay, action) -> mine.after(delay, () -> guarded(action));
    Nvm nvm = counted(new JournalNvm(map.agentNvm()));
    Mac mac = new Mac(TestNetwork.deviceConfig(), radio, nvm, mine, scheduler, world.newRandom());
    agent =
        new Agent(
            config,
            new AgentPorts(
                mine,
                scheduler,
                world.newRandom(),
                map,
                nvm,
                mac,
                ParityMatrix::rows,
                () -> wantsReset = true,
                events::add));
    agent.start(reason, false);
  }

  private Nvm counted(Nvm journal) {
    return new Nvm() {
      @Override
      public Optional<byte[]> read(int key) {
        return journal.read(key);
      }

      @Override
      public void write(int key, byte[] value) {
        nvmWrites++;
        journal.write(key, value);
      }

      @Override
      public void delete(int key) {
        nvmWrites++;
        journal.delete(key);
      }
    };
  }

  /** Runs something on the device; a power loss in it ends this life of the device. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (PowerLoss loss) {
      die();
      return;
    }
    if (wantsReset) {
      wantsReset = false;
      die();
      world.after(Duration.ofMillis(500), () -> powerUp(ResetReason.SOFTWARE));
    }
  }

  private void die() {
    if (clock != null) {
      clock.stop();
    }
    radio.off();
    agent = null;
  }

  /** What was done to the download slot, by the bootloader too. */
  public Wear wearOfDownload() {
    return new Wear(download.programs, download.erases);
  }

  public Wear wearOfLog() {
    return new Wear(log.programs, log.erases);
  }

  public Wear wearOfNvm() {
    return new Wear(agentNvm.programs, agentNvm.erases);
  }

  /** Power goes away between two operations. */
  public void cutPower() {
    power.cut();
    die();
  }

  public boolean isAlive() {
    return agent != null;
  }

  public AgentStatus status() {
    Agent alive = agent;
    if (alive == null) {
      throw new AssertionError("the device is dead");
    }
    return alive.status();
  }

  /** What happened, but the single fragments, one event a line. */
  public String history() {
    return events.stream()
        .filter(event -> !(event instanceof AgentEvent.FragmentReceived))
        .map(event -> "\n  " + event)
        .collect(java.util.stream.Collectors.joining());
  }

  /** How often an event of this kind was told. */
  public long count(Class<? extends AgentEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }
}
