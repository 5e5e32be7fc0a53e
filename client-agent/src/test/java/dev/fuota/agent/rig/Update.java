package dev.fuota.agent.rig;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A campaign against one device, from the set-up to the version report, a step at a time. */
public final class Update {
  public static final int FRAG_SIZE = 48;
  public static final Bytes DESCRIPTOR = Bytes.fromHex("4d00c0ff");

  private static final Duration HEARTBEAT = Duration.ofSeconds(60);

  public final Simulation world;
  public final TestDevice device;
  public final FragmentEncoder fragments;
  private int cutsLeft;
  private Runnable planCut = () -> {};

  /** A device with version 1 and an image of version 2 for it. */
  public Update(long seed, int imageOctets) {
    this(seed, Firmware.image(Firmware.V2, imageOctets), Firmware.CLASS_ID);
  }

  /** A device with version 1, and any image for it. */
  public Update(long seed, Bytes image, Bytes classId) {
    this.world = new Simulation(seed);
    Bytes running =
        Firmware.builder(Firmware.V1, 700)
            .classId(classId)
            .securityCounter(1)
            .sign(Firmware.SIGNER);
    this.device = new TestDevice(world, config(classId, 64), running, 17.5);
    this.fragments = new FragmentEncoder(image, FRAG_SIZE, ParityMatrix.V1);
  }

  public static AgentConfig config(Bytes classId, int matrixRows) {
    return new AgentConfig(
        new Hardware(classId, 0x0102),
        DeviceKeys.ofGenAppKey(TestDevice.GEN_APP_KEY, Firmware.TRUSTED),
        Packages.all(PackageVersion.V1),
        new DeviceLimits(4, 1, matrixRows),
        ApplicationPolicy.firmwareOnly(HEARTBEAT),
        Compatibility.STRICT);
  }

  /** Switches the device on and waits until it knows the time. */
  public Update begin() {
    device.powerUp(ResetReason.POWER_ON);
    waitFor(() -> device.status().synchronised());
    return this;
  }

  private void waitFor(java.util.function.BooleanSupplier done) {
    for (int i = 0; i < 3600 && !(device.isAlive() && done.getAsBoolean()); i++) {
      world.run(Duration.ofSeconds(1));
      reviveIfDead();
    }
    if (!done.getAsBoolean()) {
      throw new AssertionError(
          "still waiting at " + world.instant() + " " + device.status() + device.history());
    }
  }

  /**
   * Plans {@code count} power cuts, each so many flash operations after the last.
   *
   * @param operations how many
   */
  public void cutsToCome(int count, LongSupplier operations, Supplier<Tear> tears) {
    cutsLeft = count;
    planCut =
        () -> device.power.cutAt(device.power.operations() + operations.getAsLong(), tears.get());
    planCut.run();
  }

  /** Power comes back a moment after it went. */
  public void reviveIfDead() {
    if (!device.power.isOn()) {
      device.power.restore();
      if (--cutsLeft > 0) {
        planCut.run();
      }
      device.powerUp(ResetReason.POWER_ON);
    }
  }

  /** Sets the group up, as often as it takes. */
  public Update setUpGroup() {
    McGroupSetupReq request =
        new McGroupSetupReq(
            0,
            TestNetwork.MC_ADDR,
            TestNetwork.wrappedKey(TestDevice.GEN_APP_KEY),
            0,
            0xffff_ffffL);
    return untilAnswered(200, request.encode(), "0200");
  }

  /** Sets the fragmentation session up. */
  public Update setUpFragmentation() {
    return untilAnswered(201, setup().encode(), "0200");
  }

  public FragSessionSetupReq setup() {
    return new FragSessionSetupReq(
        1, 0, fragments.count(), FRAG_SIZE, 0, 0, fragments.padding(), DESCRIPTOR);
  }

  /** Sets a class C session up that begins in {@code in} and lasts for 2^timeOut seconds. */
  public Update setUpClassC(Duration in, int timeOut) {
    long start = GpsTime.of(world.instant().plus(in)).seconds();
    McClassCSessionReq request =
        new McClassCSessionReq(0, start, timeOut, TestNetwork.MC_CHANNEL.frequencyHz(), 3);
    Bytes encoded = request.encode();
    long before = answers(200, "0400");
    device.network.send(200, encoded);
    int waited = 0;
    while (answers(200, "0400") == before) {
      world.run(Duration.ofSeconds(1));
      reviveIfDead();
      if (++waited % 200 == 0) {
        device.network.send(200, encoded);
      }
    }
    Duration left = Duration.between(world.instant(), new GpsTime(start).near(world.instant()));
    world.run(left.isNegative() ? Duration.ZERO : left.plusSeconds(1));
    reviveIfDead();
    return this;
  }

  private long answers(int fPort, String prefix) {
    return device.network.heardOn(fPort).stream().filter(hex -> hex.startsWith(prefix)).count();
  }

  /** Sends a request by unicast, again after a while if need be, until its answer comes. */
  public Update untilAnswered(int fPort, Bytes request, String answer) {
    long before = answers(fPort, answer);
    for (int waited = 0; answers(fPort, answer) == before; waited++) {
      if (waited % 200 == 0) {
        device.network.send(fPort, request);
      }
      if (waited > 3600) {
        throw new AssertionError("no " + answer + " in " + device.network.heardOn(fPort));
      }
      world.run(Duration.ofSeconds(1));
      reviveIfDead();
    }
    return this;
  }

  /** Sends the fragments {@code first..last} by multicast, but not those that get lost. */
  public Update sendFragments(int first, int last, IntPredicate lost) {
    for (int n = first; n <= last; n++) {
      DataFragment fragment = new DataFragment(0, n, fragments.fragment(n));
      if (!lost.test(n)) {
        device.network.multicast(201, fragment.encode());
      }
      world.run(Duration.ofSeconds(1));
      reviveIfDead();
    }
    return this;
  }

  /** Sends coded fragments until the device needs no more. */
  public Update sendCodedUntilDecoded(IntPredicate lost) {
    int n = fragments.count();
    while (needsMore()) {
      n++;
      sendFragments(n, n, lost);
    }
    return this;
  }

  private boolean needsMore() {
    if (!device.isAlive()) {
      return true;
    }
    FragmentationStatus.Phase phase = device.status().fragmentation().phase();
    return phase == FragmentationStatus.Phase.RECEIVING;
  }

  /** Waits until the image is ready, or was even installed because power came back. */
  public Update untilReady() {
    waitFor(() -> device.status().waiting().isPresent() || runs(Firmware.V2));
    return this;
  }

  /** Lets the device reboot at a time, and waits until it runs {@code version}. */
  public Update reboot(ImageVersion version) {
    long at = GpsTime.of(world.instant().plusSeconds(600)).seconds();
    long before = reboots();
    for (int waited = 0; reboots() == before && !runs(version); waited++) {
      if (waited % 200 == 0) {
        device.network.send(203, new DevRebootTimeReq(at));
      }
      world.run(Duration.ofSeconds(1));
      reviveIfDead();
    }
    waitFor(() -> runs(version));
    return this;
  }

  /** Answers that promise a reboot: a device without the time answers that it plans none. */
  private long reboots() {
    return answers(203, "02") - answers(203, "0200000000");
  }

  private boolean runs(ImageVersion version) {
    return device.isAlive() && device.status().running().filter(version::equals).isPresent();
  }

  /** Waits until the version was reported. */
  public Update untilReported() {
    waitFor(() -> device.count(AgentEvent.VersionReported.class) > 0);
    return this;
  }

  /** Up to the ready image, with 20 of 100 fragments lost. */
  public Update download() {
    return begin()
        .setUpGroup()
        .setUpFragmentation()
        .setUpClassC(Duration.ofMinutes(10), 11)
        .sendFragments(1, fragments.count(), n -> n % 5 == 3)
        .sendCodedUntilDecoded(n -> n % 5 == 3)
        .untilReady();
  }

  /** The whole update. */
  public Update all() {
    return download().reboot(Firmware.V2).untilReported();
  }

  /** The numbers of the fragments that were told as stored. */
  public int[] storedNumbers() {
    return device.events.stream()
        .filter(AgentEvent.FragmentReceived.class::isInstance)
        .map(AgentEvent.FragmentReceived.class::cast)
        .filter(event -> event.reception() == dev.fuota.agent.event.Reception.STORED)
        .mapToInt(AgentEvent.FragmentReceived::n)
        .toArray();
  }
}
