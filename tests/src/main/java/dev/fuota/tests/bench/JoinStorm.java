package dev.fuota.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.AirFigures;
import dev.fuota.fleet.air.Demodulators;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.store.MemoryStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A power cut ends: all devices of a town are switched on within three minutes, join, and then send
 * every ten minutes. In EU868 the air lets few of them in within the hour: three channels for all
 * requests, and a duty cycle for all answers. In US915 it lets in most. MAC, flash, air, gateways'
 * queues and network server are the real ones; an hour of theirs is timed. Processor time is that
 * of the whole process.
 */
final class JoinStorm {
  /** Three gateways on roofs, a radius of 2 km. */
  private static final LinkPreset AIR = LinkPreset.URBAN;

  private static final Duration SWITCH_ON = Duration.ofMinutes(3);
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final Duration BUSY = Duration.ofSeconds(5);
  private static final Duration LENGTH = Duration.ofHours(1);
  private static final int ROUNDS = 3;
  private static final int PAYLOAD = 12;
  private static final double NANOS = 1e9;
  private static final Eui JOIN_EUI = new Eui(0x70b3_d57e_d000_0001L);

  /** Enough for what a MAC keeps: 4 KiB. */
  private static final FlashProfile PART =
      new FlashProfile(
          "4 KiB",
          new Geometry(2048, 2, 8, 0xff),
          true,
          Duration.ofNanos(82_000),
          Duration.ofMillis(22));

  private final int devices;

  JoinStorm(int devices) {
    this.devices = devices;
  }

  private record Sample(double wall, double processor) {}

  /** Prints a table as it goes. */
  void run() {
    print("| region | joined | uplinks sent, heard | wall s, best and median | processor s | × |");
    print("| --- | --- | --- | --- | --- | --- |");
    for (Region region : List.of(Region.EU868, Region.US915)) {
      measure(region);
    }
    print(String.format(Locale.ROOT, "%d devices, heap for each: %d octets", devices, heap()));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    print(String.format(Locale.ROOT, "load average at the end: %.1f", load));
  }

  private void measure(Region region) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<Sample> samples = new ArrayList<>();
    Town town = new Town(region, devices);
    for (int i = 0; i < ROUNDS; i++) {
      long processor = system.getProcessCpuTime();
      long wall = System.nanoTime();
      town = new Town(region, devices);
      town.simulation.run(LENGTH);
      samples.add(
          new Sample(
              (System.nanoTime() - wall) / NANOS,
              (system.getProcessCpuTime() - processor) / NANOS));
    }
    double[] walls = samples.stream().mapToDouble(Sample::wall).sorted().toArray();
    double[] processors = samples.stream().mapToDouble(Sample::processor).sorted().toArray();
    AirFigures figures = town.air.figures();
    print(
        String.format(
            Locale.ROOT,
            "| %s | %d of %d | %d, %d | %.1f, %.1f | %.1f | %.0f |",
            region.name(),
            town.joined(),
            devices,
            figures.uplinks(),
            figures.uplinksHeard(),
            walls[0],
            walls[ROUNDS / 2],
            processors[0],
            LENGTH.toSeconds() / walls[ROUNDS / 2]));
  }

  /** What a device costs in memory, from radio to flash and its place at the server. */
  private long heap() {
    Town empty = new Town(Region.EU868, 0);
    empty.simulation.run(LENGTH);
    long before = used();
    Town full = new Town(Region.EU868, devices);
    full.simulation.run(LENGTH);
    long after = used();
    // Both are alive here, so that none is missing in the difference.
    return (after - before) / Math.max(1, full.nodes.size() - empty.nodes.size());
  }

  private static long used() {
    long[] values = new long[3];
    for (int i = 0; i < values.length; i++) {
      ManagementFactory.getMemoryMXBean().gc();
      values[i] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
    return Arrays.stream(values).min().orElseThrow();
  }

  private static void print(String line) {
    System.out.println(line);
  }

  /** One town, ready to be switched on. */
  private static final class Town {
    private static final int MORE_CHANNELS = 5;
    private static final int CHANNEL_HZ = 200_000;
    private static final int FIRST_HZ = 867_100_000;

    final Simulation simulation = new Simulation(1);
    final Air air;
    final NetworkServer network;
    final List<Node> nodes = new ArrayList<>();

    Town(Region region, int count) {
      List<Integer> channels = new ArrayList<>();
      for (int i = 0; !region.fixedChannels() && i < MORE_CHANNELS; i++) {
        channels.add(FIRST_HZ + i * CHANNEL_HZ);
      }
      RandomGenerator random = simulation.newRandom();
      air = new Air(simulation, simulation, simulation.newRandom(), AIR.model());
      network =
          new NetworkServer(
              NetworkSettings.of(region).withChannels(channels, 0).withAdr(true),
              new MemoryStore(),
              simulation,
              new SchedulerTimers(simulation),
              simulation.newRandom());
      int number = 1;
      for (Position where : AIR.gateways()) {
        new VirtualGateway(
                new VirtualTime(simulation),
                air,
                where,
                StationSettings.IDEAL.with(Demodulators.SX1302),
                new GatewayId(number++),
                ConcentratorSettings.of(region))
            .connect(network);
      }
      for (int i = 0; i < count; i++) {
        Node node = new Node(this, region, i, AIR.place(random));
        nodes.add(node);
        long wait = random.nextLong(SWITCH_ON.toNanos());
        simulation.after(Duration.ofNanos(wait), node::switchOn);
      }
    }

    long joined() {
      return nodes.stream().filter(Node::isJoined).count();
    }
  }

  /** A device and its application. */
  private static final class Node implements LorawanLink.Listener {
    private final Town town;
    private final RandomGenerator random;
    private final MacConfig config;
    private final Position where;
    private @Nullable Mac mac;

    Node(Town town, Region region, int number, Position where) {
      this.town = town;
      this.where = where;
      this.random = town.simulation.newRandom();
      byte[] key = new byte[AesKey.LENGTH];
      random.nextBytes(key);
      JoinKeys keys = new JoinKeys(AesKey.of(Bytes.of(key)));
      Eui devEui = new Eui(0x70b3_d57e_d100_0000L + number);
      config = MacConfig.of(region, new Activation.Otaa(devEui, JOIN_EUI, keys));
      town.network.register(
          new DeviceRegistration.Otaa(
              devEui, JOIN_EUI, keys, LorawanVersion.V1_0_4, DeviceClass.A));
    }

    void switchOn() {
      NorFlash flash = new NorFlash(PART, new PowerSupply(random));
      Mac started =
          new Mac(
              config,
              town.air.device(where),
              new JournalNvm(flash),
              town.simulation,
              town.simulation,
              random);
      mac = started;
      started.listen(this);
    }

    boolean isJoined() {
      return mac != null && mac.activity() == LorawanLink.Activity.ACTIVE;
    }

    @Override
    public void onActivated() {
      town.simulation.after(Duration.ofMillis(random.nextInt(5000)), this::talk);
    }

    private void talk() {
      Mac link = mac;
      if (link != null && link.ready() && link.maxPayload() >= PAYLOAD) {
        link.send(1, new byte[PAYLOAD], false);
        town.simulation.after(PERIOD, this::talk);
      } else {
        town.simulation.after(BUSY, this::talk);
      }
    }

    @Override
    public void onDownlink(Downlink downlink) {}

    @Override
    public void onUplinkDone(boolean acknowledged) {}
  }
}
