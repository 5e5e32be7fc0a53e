package dev.fuota.fleet.demo;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.World;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The whole demonstration. One object runs once.
 *
 * <p>Two campaigns go to the same devices: first the image with a broken signature, then the very
 * same image as it should be. The power cuts happen in the second one.
 */
public final class Demo {
  /** Octets of a fragment: with its header it fits every data rate of EU868. */
  public static final int FRAGMENT_SIZE = 48;

  /** Of all uplinks and of the multicast session. */
  public static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();

  /** Frames lost in a row, in the mean. */
  public static final double MEAN_BURST = 2.5;

  private static final int FIRST_ADDRESS = 0x260b_0001;
  private static final int HEARTBEAT_MIN_MILLIS = 60_000;
  private static final int HEARTBEAT_MILLIS_PER_DEVICE = 200;

  /** Time to join in before the first campaign, and between the two. */
  private static final Duration REST = Duration.ofMinutes(10);

  /** How often {@link #REST} may pass at the end, for reports to be acknowledged. */
  private static final int RESTS_MAX = 36;

  private final Scene scene;

  /** Sets the scene; nothing happens before {@link #run}. */
  public Demo(DemoOptions options, DemoFirmware firmware) {
    World world = new World(options.seed(), GilbertElliott.of(options.loss(), MEAN_BURST));
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    Duration heartbeat = heartbeat(options.devices());
    PackageVersion version = options.version();
    Strategy strategy = options.strategy();
    DeviceSeries usual =
        DeviceSeries.running(FactoryImages.usual(), strategy, keys, heartbeat, DATA_RATE, version);
    DeviceSeries other =
        DeviceSeries.running(
            FactoryImages.otherHardware(), strategy, keys, heartbeat, DATA_RATE, version);
    RandomGenerator random = world.simulation().newRandom();
    List<DemoDevice> devices = new ArrayList<>();
    for (Role role : Casting.draw(options.devices(), random)) {
      DeviceSeries series = role == Role.WRONG_HARDWARE ? other : usual;
      devices.add(device(devices.size() + 1, role, world, series, firmware, random));
    }
    this.scene = new Scene(options, firmware, world, heartbeat, devices);
  }

  /** The more devices, the less often each may speak, or they destroy each other's frames. */
  private static Duration heartbeat(int devices) {
    return Duration.ofMillis(
        Math.max(HEARTBEAT_MIN_MILLIS, (long) HEARTBEAT_MILLIS_PER_DEVICE * devices));
  }

  private static DemoDevice device(
      int number,
      Role role,
      World world,
      DeviceSeries series,
      DemoFirmware firmware,
      RandomGenerator random) {
    Bytes hardware =
        role == Role.WRONG_HARDWARE ? FirmwareSamples.otherClassId() : FirmwareSamples.classId();
    DevAddr devAddr = new DevAddr(FIRST_ADDRESS + number - 1);
    SimulatedDevice device = world.add(DeviceIdentity.draw(devAddr, hardware, random), series);
    DeviceRecorder recorder = new DeviceRecorder(world.simulation());
    int fragments = ceilDiv(firmware.octets().length(), FRAGMENT_SIZE);
    PowerCutPlan plan = new PowerCutPlan(role, device, fragments, random);
    device.observe(recorder);
    device.observe(plan);
    return new DemoDevice(number, role, device, recorder, plan);
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Runs it all; {@code listener} may show how far it is. */
  public DemoResult run(DemoProgress.Listener listener) {
    Simulation simulation = scene.world().simulation();
    DemoFirmware firmware = scene.firmware();
    simulation.run(REST);
    CampaignRun broken =
        CampaignRun.run(scene, "broken signature", 0, firmware.withBrokenSignature(), listener);
    simulation.run(REST);
    scene.devices().forEach(device -> device.plan().arm());
    CampaignRun update = CampaignRun.run(scene, "the update", 1, firmware.octets(), listener);
    for (int rests = 0; rests < RESTS_MAX && scene.reportsAreMissing(); rests++) {
      simulation.run(REST);
    }
    return new Outcome(scene, broken, update).result();
  }

  /** A device that runs the new firmware, if there is one: for booting it elsewhere. */
  public Optional<SimulatedDevice> updatedDevice() {
    String wanted = scene.firmware().shortVersion();
    return scene.devices().stream()
        .filter(device -> device.recorder().version().equals(wanted))
        .map(DemoDevice::device)
        .findFirst();
  }
}
