package dev.fuota.agent.rig;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.runtime.Agent;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.AgentPorts;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.DriftingClock;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A whole agent on a {@link StubLink}: payloads go in and out without frames around them. */
public final class AgentBench {
  /** What runs on it: version 0x11223344. */
  public static final ImageVersion RUNNING = new ImageVersion(0x11, 0x22, 0x3344, 0);

  private static final int PAGE = FlashProfile.STM32WL.geometry().sectorSize();

  public final Simulation world = new Simulation(1);
  public final StubLink link = new StubLink(world);
  public final List<AgentEvent> events = new ArrayList<>();
  public int reboots;

  private final AgentConfig config;
  private final FlashMap map;
  private DriftingClock clock;
  private Agent agent;

  /** A device that was just switched on, and does not know the time. */
  public AgentBench(AgentConfig config) {
    this.config = config;
    NorFlash flash = new NorFlash(FlashProfile.STM32WL, new PowerSupply(world.newRandom()));
    this.map =
        FlashMap.of(
            flash, new FlashMap.Sizes(PAGE, 16 * PAGE, 16 * PAGE, 16 * PAGE, 4 * PAGE, 2 * PAGE));
    Firmware.program(Firmware.image(RUNNING, 300), map.primary());
    this.clock = oscillator();
    this.agent = start(ResetReason.POWER_ON);
  }

  private DriftingClock oscillator() {
    return new DriftingClock(world, Instant.parse("2000-01-01T00:00:00Z"), 0);
  }

  private Agent start(ResetReason reason) {
    Agent next =
        new Agent(
            config,
            new AgentPorts(
                clock,
                clock,
                world.newRandom(),
                map,
                new JournalNvm(map.agentNvm()),
                link,
                ParityMatrix::rows,
                () -> reboots++,
                events::add));
    next.start(reason, false);
    return next;
  }

  /** The device starts again, with what flash still has; what was queued is lost. */
  public AgentBench reset() {
    clock.stop();
    clock = oscillator();
    agent = start(ResetReason.SOFTWARE);
    return this;
  }

  /** The clock is right from now on, and shows this. */
  public AgentBench setTime(long gps) {
    agent.setTime(new GpsTime(gps));
    return this;
  }

  /** A unicast downlink comes; returns what the device says to it on its port within a minute. */
  public List<String> answers(int fPort, String hex) {
    return answers(fPort, () -> link.receive(fPort, hex));
  }

  /** The same for multicast. */
  public List<String> multicastAnswers(int fPort, String hex) {
    return answers(fPort, () -> link.receiveByMulticast(fPort, hex));
  }

  private List<String> answers(int fPort, Runnable downlink) {
    int before = link.sent.size();
    downlink.run();
    run(Duration.ofMinutes(1));
    return link.sent.subList(before, link.sent.size()).stream()
        .filter(sent -> sent.fPort() == fPort)
        .map(StubLink.Sent::hex)
        .toList();
  }

  public void run(Duration duration) {
    world.run(duration);
  }

  public AgentStatus status() {
    return agent.status();
  }

  /** What the device told of downlinks that it could not read. */
  public List<String> defects() {
    return events.stream()
        .filter(AgentEvent.MalformedDownlink.class::isInstance)
        .map(event -> ((AgentEvent.MalformedDownlink) event).detail())
        .toList();
  }
}
