package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.gateway.chirpstack.ChirpstackForwarder;
import dev.fuota.gateway.chirpstack.ChirpstackForwarder.Form;
import dev.fuota.gateway.chirpstack.DownlinkFrame;
import dev.fuota.gateway.chirpstack.DownlinkTxAck;
import dev.fuota.gateway.chirpstack.GatewayStats;
import dev.fuota.gateway.chirpstack.UplinkFrame;
import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.semtech.SemtechDatagram;
import dev.fuota.gateway.semtech.SemtechForwarder;
import dev.fuota.gateway.station.LnsMessage;
import dev.fuota.gateway.station.LnsTransport;
import dev.fuota.gateway.station.LnsUplink;
import dev.fuota.gateway.station.StationClient;
import dev.fuota.gateway.station.UpInfo;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What network servers and gateways tell each other, in all three protocols. */
class GatewayFuzzTest {
  private static final GatewayId ID = new GatewayId(0x0102_0304_0506_0708L);
  private static final int OPERATIONS_MAX = 100;
  private static final int CONNECTIONS_MAX = 2_000;

  /** What is read is written so that it is read again, and written as the same. */
  @FuzzTest
  void semtech(byte[] input) {
    checkAgain(SemtechDatagram::decode, SemtechDatagram::encode, Bytes.of(input));
  }

  /** The same in protocol buffers and in JSON. */
  @FuzzTest
  void chirpstack(byte[] input) {
    Bytes payload = Bytes.of(input);
    checkAgain(UplinkFrame::decode, UplinkFrame::encode, payload);
    checkAgain(UplinkFrame::decode, UplinkFrame::encodeJson, payload);
    checkAgain(DownlinkFrame::decode, DownlinkFrame::encode, payload);
    checkAgain(DownlinkFrame::decode, DownlinkFrame::encodeJson, payload);
    checkAgain(DownlinkTxAck::decode, DownlinkTxAck::encode, payload);
    checkAgain(DownlinkTxAck::decode, DownlinkTxAck::encodeJson, payload);
    checkAgain(GatewayStats::decode, GatewayStats::encode, payload);
    checkAgain(GatewayStats::decode, GatewayStats::encodeJson, payload);
  }

  private static <T> void checkAgain(
      Function<Bytes, Decoded<T>> decode, Function<T, Bytes> encode, Bytes payload) {
    decode
        .apply(payload)
        .value()
        .ifPresent(
            read -> {
              Bytes written = encode.apply(read); // decibels are rounded
              assertThat(decode.apply(written).value().map(encode))
                  .as("%s", read)
                  .contains(written);
            });
  }

  /** Texts of a server of Basics Stations, and any frame as a station tells it. */
  @FuzzTest
  void station(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    assertThat(LnsMessage.decode(text)).isEqualTo(LnsMessage.decode(text));
    LnsMessage.decodeDiscovery(text);
    new LnsUplink(Bytes.of(input), 5, 868_100_000, new UpInfo(0, 1, 2, -30, 5, 1e9))
        .encode()
        .ifPresent(message -> assertThat(message.isEmpty()).isFalse());
  }

  /** A gateway of one of the protocols, its server, and what the server can say. */
  private static final class Site {
    final Simulation world = new Simulation(1);
    final List<LnsTransport.Listener> sockets = new ArrayList<>();
    final Concentrator concentrator =
        new Concentrator(ID, ConcentratorSettings.of(Region.EU868), emission -> {}, world, world);
    final Backhaul backhaul;
    final Consumer<Bytes> server;

    Site(int protocol) {
      switch (protocol % 3) {
        case 0 -> {
          SemtechForwarder forwarder =
              new SemtechForwarder(concentrator, datagram -> {}, world, world, world.newRandom());
          backhaul = forwarder;
          server = forwarder::onDatagram;
        }
        case 1 -> {
          ChirpstackForwarder forwarder =
              new ChirpstackForwarder(
                  concentrator,
                  "eu868",
                  Form.PROTOBUF,
                  (topic, payload) -> {},
                  world,
                  world,
                  world.newRandom());
          backhaul = forwarder;
          server = forwarder::onDownlink;
        }
        default -> {
          backhaul =
              new StationClient(
                  concentrator,
                  Region.EU868,
                  "ws://lns:1887",
                  this::open,
                  world,
                  world,
                  world.newRandom());
          server = this::say;
        }
      }
      backhaul.start();
    }

    private LnsTransport.Connection open(String uri, LnsTransport.Listener listener) {
      assertThat(sockets).hasSizeLessThan(CONNECTIONS_MAX);
      sockets.add(listener);
      return new LnsTransport.Connection() {
        @Override
        public void send(String text) {
          assertThat(text).isNotEmpty();
        }

        @Override
        public void close() {
          // The listener may be told more: that must not matter.
        }
      };
    }

    LnsTransport.Listener socket() {
      return sockets.get(sockets.size() - 1);
    }

    private void say(Bytes text) {
      socket().onText(new String(text.toArray(), StandardCharsets.UTF_8));
    }
  }

  /** Whatever a server sends and whenever, a gateway goes on hearing. */
  @FuzzTest
  void anythingIsSent(byte[] input) {
    Octets octets = new Octets(input);
    Site site = new Site(octets.next());
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      operate(site, octets);
    }
    site.world.run(Duration.ofHours(1));
    assertThat(site.concentrator.sending()).isFalse();
  }

  private static void operate(Site site, Octets octets) {
    int operation = octets.next();
    switch (operation & 7) {
      case 0, 1, 2 -> site.server.accept(octets.nextString());
      case 3 -> site.server.accept(octets.nextString().concat(octets.nextString()));
      case 4 -> site.world.run(Duration.ofMillis(octets.next16()));
      case 5 -> hear(site, octets);
      case 6 -> {
        if (!site.sockets.isEmpty()) {
          site.socket().onOpen();
        }
      }
      default -> {
        if (!site.sockets.isEmpty()) {
          site.socket().onClosed();
        }
      }
    }
  }

  private static void hear(Site site, Octets octets) {
    Heard heard =
        site.concentrator.heard(
            octets.nextString(),
            868_100_000,
            new Modulation(12, 125_000),
            -octets.next(),
            5,
            site.world.instant());
    site.backhaul.onHeard(heard);
  }
}
