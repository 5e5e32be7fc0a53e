package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.GatewayFrame;
import dev.fuota.server.harness.JoiningDevice;
import dev.fuota.server.harness.TestGateway;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A network server with two gateways, and devices whose frames the test moves. */
final class Rig {
  static final Downlink HELLO = new Downlink(10, Bytes.fromHex("48656c6c6f"));
  static final Duration LONG = Duration.ofMinutes(5);

  final VirtualTime time = new VirtualTime();
  final TestGateway near = new TestGateway(1, time);
  final TestGateway far = new TestGateway(2, time);
  final List<Uplink> uplinks = new ArrayList<>();
  final List<Sent> reports = new ArrayList<>();
  NetworkServer network;

  Rig() {
    this(NetworkSettings.of(Region.EU868));
  }

  Rig(NetworkSettings settings) {
    this(settings, new MemoryStore());
  }

  Rig(NetworkSettings settings, SessionStore store) {
    network = start(settings, store);
  }

  /** Another server in the place of the one before. */
  NetworkServer start(NetworkSettings settings, SessionStore store) {
    network = new NetworkServer(settings, store, time, time, new SplittableRandom(7));
    network.onConnected(near);
    network.onConnected(far);
    network.listen(uplinks::add);
    return network;
  }

  JoiningDevice device(LorawanVersion version, DeviceClass deviceClass) {
    JoiningDevice device = new JoiningDevice(1, version);
    network.register(device.registration(deviceClass));
    return device;
  }

  /** A device with a session, of which the network knows by an uplink. */
  JoiningDevice joined(LorawanVersion version, DeviceClass deviceClass) {
    JoiningDevice device = device(version, deviceClass);
    device.accept(answer(device.join()));
    return device;
  }

  /** The near gateway hears a frame, and long enough passes. */
  void hear(Bytes frame) {
    network.onHeard(JoiningDevice.heard(near, frame, 5));
    time.run(LONG);
  }

  /** The answer to a frame that the near gateway hears. */
  Bytes answer(Bytes frame) {
    int before = near.frames().size();
    hear(frame);
    List<GatewayFrame> sent = near.frames();
    if (sent.size() != before + 1) {
      throw new AssertionError((sent.size() - before) + " answers");
    }
    return sent.get(before).phyPayload();
  }

  long drops(Drop drop) {
    return network.statistics().drops().getOrDefault(drop, 0L);
  }
}
