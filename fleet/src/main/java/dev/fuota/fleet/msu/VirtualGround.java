package dev.fuota.fleet.msu;

import dev.fuota.fleet.lan.Lan;
import dev.fuota.fleet.lan.LanPort;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** A simulated network in virtual time: 10.0.0.1 is the server, clients follow. */
public final class VirtualGround implements MsuGround {
  private static final int SERVER = 0x0a00_0001;

  private final Simulation simulation;
  private final Lan lan;
  private int last = SERVER;

  public VirtualGround(long seed) {
    this.simulation = new Simulation(seed);
    this.lan = new Lan(simulation);
  }

  /** Time, events and dice. */
  public Simulation simulation() {
    return simulation;
  }

  /** The network, for nodes that are neither server nor client. */
  public Lan lan() {
    return lan;
  }

  @Override
  public Scheduler scheduler() {
    return simulation;
  }

  @Override
  public InstantSource clock() {
    return simulation;
  }

  @Override
  public LongSupplier nanos() {
    return () -> Duration.between(Simulation.START, simulation.instant()).toNanos();
  }

  @Override
  public RandomGenerator newRandom() {
    return simulation.newRandom();
  }

  @Override
  public RoughLink link(LinkQuality quality) {
    last++;
    LanPort port = lan.attach(last);
    RoughLink link = new RoughLink(port, simulation, simulation.newRandom(), quality);
    port.listen(link);
    return link;
  }

  @Override
  public DatagramPort server(DatagramListener listener) {
    LanPort port = lan.attach(SERVER);
    port.listen(listener);
    port.join(DatagramPort.Line.UNICAST, 0, 0);
    return port;
  }

  @Override
  public boolean run(BooleanSupplier done, Duration longest) {
    Instant end = simulation.instant().plus(longest);
    // Something is always left to happen at the end, so that a run without events ends too.
    simulation.after(longest, () -> {});
    simulation.runUntil(() -> done.getAsBoolean() || !simulation.instant().isBefore(end));
    return done.getAsBoolean();
  }
}
