package dev.fuota.server.harness;

import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.store.MemoryStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Time, gateway, network server and devices. */
public final class World {
  private final VirtualTime time = new VirtualTime();
  private final TestGateway gateway = new TestGateway(1, time);
  private NetworkServer network =
      new NetworkServer(
          NetworkSettings.simple(), new MemoryStore(), time, time, new SplittableRandom(1));
  private final List<ScriptedDevice> devices = new ArrayList<>();
  private final Set<ScriptedDevice> dead = new HashSet<>();
  private final RandomGenerator random;
  private final double loss;

  /** A world without losses. */
  public World() {
    this(0, 0);
  }

  /** A world that loses a share of all frames. */
  public World(double loss, long seed) {
    this.loss = loss;
    this.random = new SplittableRandom(seed);
    network.onConnected(gateway);
  }

  public VirtualTime time() {
    return time;
  }

  public TestGateway gateway() {
    return gateway;
  }

  public NetworkServer network() {
    return network;
  }

  /** Another process serves from now on; it knows no device yet. */
  public void serve(NetworkServer other) {
    network = other;
    network.onConnected(gateway);
  }

  public List<ScriptedDevice> devices() {
    return List.copyOf(devices);
  }

  public ScriptedDevice device() {
    ScriptedDevice device = new ScriptedDevice(devices.size() + 1, this);
    devices.add(device);
    network.register(DeviceRegistration.Personalised.of(device.devAddr(), device.keys()));
    gateway.heardBy(device::hear);
    return device;
  }

  /** The device sends and hears nothing any more. */
  public void kill(ScriptedDevice device) {
    dead.add(device);
  }

  boolean losesUplink(ScriptedDevice device) {
    return dead.contains(device) || random.nextDouble() < loss;
  }

  boolean losesDownlink(ScriptedDevice device) {
    return dead.contains(device) || random.nextDouble() < loss;
  }
}
