package dev.fuota.fleet.fault;

import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.LorawanNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Faults of gateways and of the server. */
final class Surroundings {
  private final List<ArmedFault> faults;
  private final Simulation simulation;
  private final RandomGenerator random;
  private final List<VirtualGateway> gateways = new ArrayList<>();
  private final List<Spoiling> spoilings = new ArrayList<>();
  private int[] down = {};
  private int killed;
  private int fragments;
  private @Nullable Killable server;

  /** Fragments that the server sends change until then, or the next one does. */
  private record Spoiling(ArmedFault fault, Instant until) {
    boolean once() {
      return fault.fault().lasts().isZero();
    }
  }

  Surroundings(List<ArmedFault> faults, Simulation simulation, RandomGenerator random) {
    this.faults = faults;
    this.simulation = simulation;
    this.random = random;
    for (ArmedFault fault : faults) {
      if (fault.fault().at() instanceof At.Time time) {
        simulation.after(time.sinceStart(), () -> begin(fault));
      }
    }
  }

  void gateways(List<VirtualGateway> all) {
    gateways.addAll(all);
    down = new int[all.size()];
  }

  void server(Killable killable) {
    server = killable;
  }

  LorawanNetwork network(LorawanNetwork network) {
    return faults.isEmpty() ? network : new SpoiltNetwork(network, this::onDownlink);
  }

  private Downlink onDownlink(Downlink downlink) {
    if (!isFragment(downlink)) {
      return downlink;
    }
    fragments++;
    for (ArmedFault fault : faults) {
      if (fault.fault().at() instanceof At.Fragment at && at.number() == fragments) {
        begin(fault);
      }
    }
    spoilings.removeIf(it -> !it.once() && !simulation.instant().isBefore(it.until()));
    if (spoilings.isEmpty()) {
      return downlink;
    }
    Spoiling spoiling = spoilings.get(0);
    if (spoiling.once()) {
      spoilings.remove(0);
    }
    spoiling
        .fault()
        .strikes(OptionalInt.empty(), "fragment " + fragments + " of the server changes");
    return new Downlink(downlink.fPort(), spoilt(downlink.payload()));
  }

  private static boolean isFragment(Downlink downlink) {
    return downlink.fPort() == FragmentationCommand.DEFAULT_FPORT
        && FragmentationDownlink.commands(PackageVersion.V1)
            .decodeAll(downlink.payload())
            .commands()
            .stream()
            .anyMatch(DataFragment.class::isInstance);
  }

  /** One bit of the data, which is all behind the number. */
  private Bytes spoilt(Bytes payload) {
    byte[] octets = payload.toArray();
    int at = random.nextInt(DataFragment.OVERHEAD, octets.length);
    octets[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return Bytes.of(octets);
  }

  private void begin(ArmedFault fault) {
    Duration lasts = fault.fault().lasts();
    switch (fault.fault().deed()) {
      case CORRUPT -> spoilings.add(new Spoiling(fault, simulation.instant().plus(lasts)));
      case GATEWAY_DOWN -> fails(fault, ((Whom.Gateway) fault.fault().whom()).index());
      case SERVER_KILL -> simulation.after(Duration.ZERO, () -> kill(fault));
      case POWER_CUT, RESET, DROP_ANSWER, DUPLICATE, LIE ->
          throw new IllegalArgumentException(fault.fault().deed() + " strikes devices");
    }
  }

  private void fails(ArmedFault fault, int index) {
    if (index >= gateways.size()) {
      return;
    }
    down[index]++;
    gateways.get(index).works(false);
    fault.strikes(OptionalInt.empty(), "gateway " + index + " fails");
    simulation.after(
        fault.fault().lasts(),
        () -> {
          down[index]--;
          gateways.get(index).works(down[index] == 0);
        });
  }

  private void kill(ArmedFault fault) {
    Killable victim = server;
    if (victim == null) {
      return;
    }
    killed++;
    victim.kill();
    fault.strikes(OptionalInt.empty(), "the server is killed");
    simulation.after(
        fault.fault().lasts(),
        () -> {
          killed--;
          if (killed == 0) {
            victim.restart();
          }
        });
  }
}
