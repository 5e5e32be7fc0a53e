package dev.fuota.fleet.fault;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.fleet.world.Fitting;
import dev.fuota.fleet.world.LinkTap;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.port.LorawanNetwork;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All faults of a cell. They have dice of their own, so that a fault changes nothing before it
 * strikes; devices that none is to strike get nothing put into them.
 */
public final class Faults implements Fitting {
  private final Simulation simulation;
  private final List<ArmedFault> armed = new ArrayList<>();
  private final Map<Integer, Patient> patients = new HashMap<>();
  private final Surroundings surroundings;

  /**
   * Faults that will strike a cell whose devices are made from now on. Their times count from now.
   *
   * @param dice theirs alone
   * @param witness told of what strikes
   */
  public Faults(
      List<Fault> faults,
      Portion portion,
      Simulation simulation,
      RandomGenerator dice,
      Witness witness) {
    this.simulation = simulation;
    List<ArmedFault> others = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      ArmedFault next = new ArmedFault(i, faults.get(i), witness);
      armed.add(next);
      RandomGenerator own = new SplittableRandom(dice.nextLong());
      if (next.fault().whom().isDevices()) {
        draw(next, portion, own);
      } else {
        others.add(next);
      }
    }
    this.surroundings = new Surroundings(others, simulation, dice);
  }

  private void draw(ArmedFault fault, Portion portion, RandomGenerator dice) {
    BitSet drawn = new BitSet();
    for (int left = portion.victims(fault.fault().whom()); left > 0; left--) {
      int victim = dice.nextInt(portion.count() - drawn.cardinality());
      int free = drawn.nextClearBit(0);
      for (; victim > 0; victim--) {
        free = drawn.nextClearBit(free + 1);
      }
      drawn.set(free);
    }
    for (int i = drawn.nextSetBit(0); i >= 0; i = drawn.nextSetBit(i + 1)) {
      Patient patient =
          patients.computeIfAbsent(
              i, number -> new Patient(number, simulation, new SplittableRandom(dice.nextLong())));
      Ailment ailment = ailment(fault, patient);
      patient.suffers(ailment);
      if (fault.fault().at() instanceof At.Time time) {
        simulation.after(time.sinceStart(), ailment::onTime);
      }
    }
  }

  private static Ailment ailment(ArmedFault fault, Patient patient) {
    return switch (fault.fault().deed()) {
      case POWER_CUT ->
          fault.fault().at() instanceof At.Step step && step.everyFlashOperation()
              ? new EveryCut(fault, patient)
              : new PowerCut(fault, patient);
      case RESET -> new Reset(fault, patient);
      case DROP_ANSWER -> new LostAnswer(fault, patient);
      case DUPLICATE -> new Repetition(fault, patient);
      case CORRUPT -> new Corruption(fault, patient);
      case LIE -> new Lie(fault, patient);
      case GATEWAY_DOWN, SERVER_KILL ->
          throw new IllegalArgumentException(fault.fault().deed() + " strikes no device");
    };
  }

  @Override
  public DeviceRadio radio(int number, DeviceRadio radio) {
    Patient patient = patients.get(number);
    if (patient == null) {
      return radio;
    }
    SpoiltRadio spoilt = new SpoiltRadio(radio, simulation);
    patient.has(spoilt);
    return spoilt;
  }

  @Override
  public DeviceLink link(int number, DeviceLink link) {
    Patient patient = patients.get(number);
    return patient == null ? link : new LinkTap(link, patient);
  }

  @Override
  public void made(int number, SimulatedDevice device) {
    Patient patient = patients.get(number);
    if (patient != null) {
      patient.is(device);
    }
  }

  /** Those that some are to strike, in the order of the scenario. */
  public void gateways(List<VirtualGateway> gateways) {
    surroundings.gateways(gateways);
  }

  /** Whether the server is to be killed: then it must store what it needs to go on. */
  public boolean killServer() {
    return armed.stream().anyMatch(each -> each.fault().deed() == Deed.SERVER_KILL);
  }

  /** What is to be killed. */
  public void server(Killable server) {
    surroundings.server(server);
  }

  /** The network as the campaign of the cell's server has to see it. */
  public LorawanNetwork network(LorawanNetwork network) {
    return surroundings.network(network);
  }

  /** How often each struck so far, in the order of the scenario. */
  public List<FaultLine> lines() {
    return armed.stream().map(ArmedFault::line).toList();
  }
}
