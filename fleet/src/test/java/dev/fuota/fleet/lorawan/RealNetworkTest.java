package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.RealTime;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.wire.Backhauls;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A fleet in real time, and a network server of a few lines that speaks Semtech's protocol. */
class RealNetworkTest {
  private static final int PUSH_DATA = 0;
  private static final int PULL_DATA = 2;
  private static final int PULL_RESP = 3;
  private static final int TX_ACK = 5;
  private static final Pattern COUNTER = Pattern.compile("\"tmst\":(\\d+)");

  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: three on a wire
      network: udp://127.0.0.1:PORT
      fleet:
        - count: 3
          secret: 000102030405060708090a0b0c0d0e0f
          activation: abp
          dataRate: 5
          adr: false
          uplinkInterval: 1s
      until: {longest: 20s}
      expect: {joined: 3}
      """;

  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final List<String> uplinks = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private @Nullable UdpSocket server;
  private @Nullable InetSocketAddress puller;

  private void onDatagram(InetSocketAddress from, ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.get(octets);
    if (octets[3] == PUSH_DATA || octets[3] == PULL_DATA) {
      answer(from, octets[1], octets[2], octets[3] == PUSH_DATA ? 1 : 4, "");
    }
    if (octets[3] == PULL_DATA) {
      puller = from;
    } else if (octets[3] == TX_ACK) {
      acknowledged.add(new String(octets, 12, octets.length - 12, StandardCharsets.UTF_8));
    } else if (octets[3] == PUSH_DATA) {
      onPush(new String(octets, 12, octets.length - 12, StandardCharsets.UTF_8));
    }
  }

  private void onPush(String json) {
    Matcher counter = COUNTER.matcher(json);
    if (!counter.find()) {
      return;
    }
    uplinks.add(json);
    if (uplinks.size() == 1 && puller != null) {
      String frame =
          String.format(
              Locale.ROOT,
              "{\"txpk\":{\"imme\":false,\"tmst\":%d,\"freq\":869.525,\"rfch\":0,\"powe\":14,"
                  + "\"modu\":\"LORA\",\"datr\":\"SF12BW125\",\"codr\":\"4/5\",\"ipol\":true,"
                  + "\"size\":12,\"data\":\"YAEBASaAAAAAAAAA\"}}",
              (Long.parseLong(counter.group(1)) + 2_000_000) & 0xffff_ffffL);
      answer(puller, 7, 9, PULL_RESP, frame);
    }
  }

  private void answer(InetSocketAddress to, int high, int low, int kind, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer datagram = ByteBuffer.allocate(4 + text.length);
    datagram.put((byte) 2).put((byte) high).put((byte) low).put((byte) kind).put(text).flip();
    if (server != null) {
      server.send(to, datagram);
    }
  }

  @Test
  void uplinksReachTheServerAndItsDownlinkIsSentAtItsTime() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (loop;
        UdpSocket socket = UdpSocket.open(loop, anywhere, 1 << 16, this::onDatagram)) {
      server = socket;
      Scenario scenario =
          ScenarioFile.read(
              "wire.yaml",
              SCENARIO.replace("PORT", String.valueOf(socket.local().getPort())),
              name -> "");
      URI network = scenario.network().orElseThrow();
      RealTime time = RealTime.on(loop, 1);
      LorawanFleet fleet = new LorawanFleet(scenario, time);
      VirtualGateway gateway = fleet.gateways().get(0);
      try (Backhauls wires = Backhauls.open(network, loop, time.simulation().newRandom())) {
        gateway.connect(wires.attach(gateway.concentrator(), scenario.region()));
        boolean seen =
            time.run(() -> gateway.sent() == 1 && !acknowledged.isEmpty(), Duration.ofSeconds(20));
        assertThat(seen).isTrue();
        CellResult result =
            new LorawanRun(fleet, Optional.empty(), Duration.ofMillis(50), figures -> time.stop())
                .run(Place.whole(scenario.seed()));
        assertThat(result.devices()).hasSize(3);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(20));
      }
    }
    assertThat(acknowledged.get(0)).doesNotContain("TOO_", "COLLISION", "TX_");
    assertThat(uplinks.get(0)).contains("\"datr\":\"SF7BW125\"");
  }
}
