package dev.fuota.server.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An adapter and a model of ChirpStack in virtual time, and what the adapter told. */
class ChirpstackBench {
  static final String APPLICATION = "4eb21bfe-a427-499c-b53e-437a14ba93dc";
  static final DeviceId DEVICE = new DeviceId(0x70b3d57ed0000001L);
  static final DeviceId UNKNOWN = new DeviceId(-1);
  static final DevAddr GROUP = DevAddr.fromHex("01aabbcc");
  static final SessionKeys KEYS =
      new SessionKeys(AesKey.fromHex("11".repeat(16)), AesKey.fromHex("22".repeat(16)));
  static final SessionKeys OTHER_KEYS =
      new SessionKeys(AesKey.fromHex("33".repeat(16)), AesKey.fromHex("22".repeat(16)));
  static final DownlinkChannel CHANNEL =
      new DownlinkChannel(869_525_000, Region.EU868.dataRate(5).orElseThrow());
  static final Downlink DOWNLINK = new Downlink(201, Bytes.fromHex("080100"));

  final VirtualTime time = new VirtualTime();
  final ModelChirpstack chirpstack = new ModelChirpstack(time);
  final List<Trouble> troubles = new ArrayList<>();
  final List<DeviceId> joined = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final List<Uplink> uplinks = new ArrayList<>();
  ChirpstackNetwork network = network(List.of(new GatewayId(0x0102030405060708L)));

  ChirpstackNetwork network(List<GatewayId> gateways) {
    ChirpstackNetwork made =
        new ChirpstackNetwork(
            new ChirpstackSettings(APPLICATION, Region.EU868, gateways),
            chirpstack,
            time,
            time,
            new ChirpstackListener() {
              @Override
              public void onJoin(DeviceId device, DevAddr devAddr) {
                joined.add(device);
              }

              @Override
              public void onTrouble(Trouble trouble) {
                troubles.add(trouble);
              }
            });
    made.listen(uplinks::add);
    return made;
  }

  /** An adapter that is open. */
  ChirpstackBench() {
    open(network);
    chirpstack.calls.clear();
  }

  void open(ChirpstackNetwork which) {
    List<Optional<Trouble>> opened = new ArrayList<>();
    which.open(opened::add);
    time.run(Duration.ofSeconds(1));
    assertThat(opened).containsExactly(Optional.empty());
  }

  QueuedDownlink send(DeviceId device) {
    return network.send(device, DOWNLINK, sent::add).orElseThrow();
  }

  QueuedDownlink multicast() {
    return network.multicast(GROUP, DOWNLINK, CHANNEL, sent::add).orElseThrow();
  }

  void event(String kind, String json) {
    String topic = "application/" + APPLICATION + "/device/" + DEVICE + "/event/" + kind;
    network.onMessage(topic, Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  void txack(String id) {
    event(
        "txack",
        "{\"queueItemId\":\""
            + id
            + "\",\"txInfo\":{\"modulation\":{\"lora\":"
            + "{\"bandwidth\":125000,\"spreadingFactor\":7}}}}");
  }

  List<String> queueOfDevice() {
    return chirpstack.deviceQueues.getOrDefault(DEVICE.toString(), List.of());
  }

  void run(long seconds) {
    time.run(Duration.ofSeconds(seconds));
  }
}
