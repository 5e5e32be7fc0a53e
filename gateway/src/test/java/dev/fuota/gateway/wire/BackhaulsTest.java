package dev.fuota.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.gateway.chirpstack.DownlinkFrame;
import dev.fuota.gateway.chirpstack.DownlinkItem;
import dev.fuota.gateway.chirpstack.DownlinkTiming;
import dev.fuota.gateway.chirpstack.UplinkFrame;
import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.semtech.SemtechDatagram;
import dev.fuota.gateway.semtech.SemtechDatagram.PullData;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.gateway.semtech.SemtechDatagram.TxAck;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.UdpSocket;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackhaulsTest {
  private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

  private final EventLoop loop = new EventLoop(System::nanoTime, WALL);
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Bytes> emitted = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private Concentrator concentrator(long eui) {
    return new Concentrator(
        new GatewayId(eui),
        ConcentratorSettings.of(Region.EU868),
        emission -> {
          emitted.add(emission.phyPayload());
          loop.stop();
        },
        loop,
        loop);
  }

  private Backhauls open(String address) throws IOException {
    return Backhauls.open(URI.create(address), loop, random);
  }

  @Test
  @DisplayName("Two packet forwarders reach a server over UDP, and each gets its own downlinks")
  void udp() throws IOException {
    List<SemtechDatagram> got = new ArrayList<>();
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    UdpSocket[] server = new UdpSocket[1];
    server[0] =
        UdpSocket.open(
            loop,
            local,
            1 << 16,
            (from, datagram) -> {
              SemtechDatagram said =
                  SemtechDatagram.decode(Bytes.rest(datagram)).value().orElseThrow();
              got.add(said);
              if (said instanceof PullData pull && pull.gateway().eui() == 2) {
                server[0].send(from, new PullResp(42, frame()).encode().asBuffer());
              }
            });
    try (UdpSocket closing = server[0];
        Backhauls way = open("udp://127.0.0.1:" + closing.local().getPort())) {
      way.attach(concentrator(1), Region.EU868).start();
      way.attach(concentrator(2), Region.EU868).start();
      loop.run();
    }
    assertThat(emitted).containsExactly(Bytes.fromHex("6001"));
    assertThat(got).contains(new TxAck(42, new GatewayId(2), ""));
    assertThat(got).filteredOn(PullData.class::isInstance).hasSize(2);
  }

  private static Transmission frame() {
    Modulation rate = new Modulation(7, 125_000);
    Timing now = new Timing.Immediately();
    return new Transmission(Bytes.fromHex("6001"), 868_100_000, rate, 14, true, now);
  }

  @Test
  @DisplayName("A station reaches its server over WebSockets, and comes back when it is cut off")
  void webSocket() throws IOException {
    try (TinyLns server = new TinyLns();
        Backhauls way = open("ws://127.0.0.1:" + server.port() + "?token=secret")) {
      Backhaul station = way.attach(concentrator(3), Region.EU868);
      station.start();
      loop.run();
      assertThat(emitted).containsExactly(Bytes.fromHex("6001"));
      assertThat(server.requests())
          .contains("GET /router-info", "GET /traffic")
          .allMatch(line -> line.startsWith("GET /"));
      assertThat(server.isAuthorised()).isTrue();
      server.cut();
      loop.run(); // the server sends another downlink to whoever connects
      assertThat(emitted).hasSize(2);
    }
  }

  @Test
  @DisplayName("Gateways share a connection to the broker, and subscribe anew when it was cut")
  void mqtt() throws IOException {
    String eui = "0000000000000005";
    List<String> topics = new CopyOnWriteArrayList<>();
    BiFunction<String, byte[], byte[]> chirpstack =
        (topic, payload) -> {
          topics.add(topic);
          return topic.endsWith("event/up") ? downlink(payload) : new byte[0];
        };
    try (TinyBroker broker = new TinyBroker(chirpstack);
        Backhauls way = open("mqtt://127.0.0.1:" + broker.port() + "?prefix=in865")) {
      way.attach(concentrator(4), Region.EU868).start();
      Concentrator concentrator = concentrator(5);
      Backhaul gateway = way.attach(concentrator, Region.EU868);
      gateway.start();
      hear(concentrator, gateway);
      runUntil(() -> !emitted.isEmpty());
      assertThat(emitted).containsOnly(Bytes.fromHex("6001"));
      assertThat(broker.subscribed())
          .containsOnly(
              "in865/gateway/0000000000000004/command/down",
              "in865/gateway/" + eui + "/command/down");
      int subscriptions = broker.subscribed().size();
      broker.cut();
      runUntil(() -> broker.subscribed().size() >= subscriptions + 2);
      topics.clear();
      runUntil(() -> topics.contains("in865/gateway/" + eui + "/event/up"));
    }
    assertThat(topics).isNotEmpty();
  }

  /** Frames are heard every 50 ms from now on. */
  private void hear(Concentrator concentrator, Backhaul gateway) {
    Modulation rate = new Modulation(7, 125_000);
    gateway.onHeard(
        concentrator.heard(Bytes.fromHex("4001"), 868_100_000, rate, -80, 7.5, loop.instant()));
    loop.after(Duration.ofMillis(50), () -> hear(concentrator, gateway));
  }

  private void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      loop.after(Duration.ofMillis(10), loop::stop);
      loop.run();
    }
  }

  /** What a server may answer to an uplink at once. */
  private static byte[] downlink(byte[] payload) {
    UplinkFrame up = UplinkFrame.decode(Bytes.of(payload)).value().orElseThrow();
    DownlinkItem item =
        new DownlinkItem(
            Bytes.fromHex("6001"),
            up.frequencyHz(),
            14,
            up.modulation(),
            true,
            new DownlinkTiming.Immediately(),
            Bytes.EMPTY);
    return new DownlinkFrame(up.gateway(), 1, List.of(item)).encode().toArray();
  }

  @Test
  @DisplayName("A broker that is not there is no error")
  void mqttWithoutBroker() throws IOException {
    try (Backhauls way = open("mqtt://127.0.0.1:9?prefix=us915_1&form=json")) {
      way.attach(concentrator(4), Region.US915).start();
      loop.after(Duration.ofMillis(50), loop::stop);
      loop.run();
    }
    assertThat(emitted).isEmpty();
  }

  @Test
  @DisplayName("What is no address of a server is refused")
  void refusesAddresses() {
    assertThatIllegalArgumentException().isThrownBy(() -> open("http://127.0.0.1"));
    assertThatIllegalArgumentException().isThrownBy(() -> open("127.0.0.1"));
  }
}
