package dev.fuota.conformance.device;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.runtime.Agent;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.AgentPorts;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.BlockReader;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.DriftingClock;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.RootKeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A device that is on, in a world of its own. The same setup and the same calls give the same run,
 * so a copy made by repeating the calls shows what will happen.
 */
public final class VirtualDevice {
  private static final int KIB = 1024;
  private static final int BOOTLOADER = 32 * KIB;
  private static final int SECTOR = FlashProfile.STM32L4.geometry().sectorSize();
  private static final int MATRIX_ROWS = 64;
  private static final Instant POWER_UP_TIME = Instant.parse("2020-01-01T00:00:00Z");

  /** Never within a known answer. */
  private static final Duration HEARTBEAT = Duration.ofDays(3650);

  /**
   * What a device is set up with.
   *
   * @param running the version that it has
   * @param blockMax octets of the longest block that it takes, at least; 1..250,000
   */
  public record Setup(
      AesKey rootKey,
      RootKeyKind rootKeyKind,
      Packages packages,
      int groups,
      int sessions,
      int blockMax,
      ImageVersion running,
      long hwVersion) {}

  private final Setup setup;
  private final Simulation world = new Simulation(1);
  private final ScriptedLink link = new ScriptedLink(world);
  private final List<AgentEvent> events = new ArrayList<>();
  private final FlashMap map;
  private DriftingClock clock = new DriftingClock(world, POWER_UP_TIME, 0);
  private Agent agent;
  private int reboots;

  /** A device that has just been switched on. */
  public VirtualDevice(Setup setup) {
    this.setup = setup;
    this.map = map(setup);
    this.agent = boot(ResetReason.POWER_ON);
  }

  private static FlashMap map(Setup setup) {
    Bytes image = SampleFirmware.good(setup.running());
    byte[] content = new byte[BOOTLOADER + image.length()];
    Arrays.fill(content, (byte) 0xff);
    image.copyTo(0, content, BOOTLOADER, image.length());
    int slot = (setup.blockMax() / SECTOR + 2) * SECTOR; // the last sector is the trailer's
    return FlashMap.of(
        NorFlash.holding(FlashProfile.STM32L4, content, new PowerSupply(1)),
        new FlashMap.Sizes(BOOTLOADER, slot, slot, 384 * KIB, 16 * KIB, 8 * KIB));
  }

  private Agent boot(ResetReason reason) {
    BootResult result =
        new Bootloader(
                BootPartitions.of(map),
                BootConfig.of(Strategy.IN_PLACE, SampleFirmware.trusted())
                    .forHardware(SampleFirmware.CLASS_ID))
            .boot();
    if (result instanceof BootResult.Stuck stuck) {
      throw new IllegalStateException(stuck.reason());
    }
    clock = new DriftingClock(world, POWER_UP_TIME, 0);
    AgentPorts ports =
        new AgentPorts(
            clock,
            clock,
            world.newRandom(),
            map,
            new JournalNvm(map.agentNvm()),
            link,
            ParityMatrix::rows,
            this::reset,
            events::add);
    Agent started = new Agent(config(), ports);
    started.start(reason, false);
    return started;
  }

  private AgentConfig config() {
    return new AgentConfig(
        new Hardware(SampleFirmware.CLASS_ID, setup.hwVersion()),
        new DeviceKeys(setup.rootKey(), setup.rootKeyKind(), SampleFirmware.trusted()),
        setup.packages(),
        new DeviceLimits(setup.groups(), setup.sessions(), MATRIX_ROWS),
        new ApplicationPolicy(HEARTBEAT, descriptor -> true, false),
        Compatibility.STRICT);
  }

  private void reset() {
    reboots++;
    stop();
    world.after(Duration.ZERO, () -> agent = boot(ResetReason.SOFTWARE));
  }

  private void stop() {
    clock.stop();
    link.reset();
  }

  /** The power goes and comes; the clock has lost its time. */
  public void powerCycle() {
    stop();
    agent = boot(ResetReason.POWER_ON);
  }

  /** Lets time pass; zero is enough for all that happens at once. */
  public void run(Duration duration) {
    world.run(duration);
  }

  /** The world's time, which is nobody's clock. */
  public Instant now() {
    return world.instant();
  }

  public ScriptedLink link() {
    return link;
  }

  public Agent agent() {
    return agent;
  }

  /** Its flash: what is put there counts from the next {@link #powerCycle} on. */
  public FlashMap flash() {
    return map;
  }

  public Packages packages() {
    return setup.packages();
  }

  /** How often the device has reset itself. */
  public int reboots() {
    return reboots;
  }

  /** A block that is no firmware, complete and good. */
  public record Block(Bytes descriptor, Bytes octets) {}

  /** The block of that index, if the application can read it. */
  public Optional<Block> block(int fragIndex) {
    return agent.block(fragIndex).map(reader -> new Block(reader.descriptor(), octets(reader)));
  }

  private static Bytes octets(BlockReader reader) {
    byte[] octets = new byte[reader.length()];
    int read = reader.read(0, octets);
    return Bytes.of(octets, 0, read);
  }

  /** Everything that the device told so far. */
  public List<AgentEvent> events() {
    return List.copyOf(events);
  }

  /** The last event of a kind. */
  public <E extends AgentEvent> Optional<E> last(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).reduce((a, b) -> b);
  }

  /** How many events of a kind there were. */
  public long count(Class<? extends AgentEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }
}
