package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A whole network server; one gateway tells it what it likes. */
class NetworkFuzzTest {
  private static final int OPERATIONS_MAX = 200;
  private static final AesKey KEY = AesKey.fromHex("00112233445566778899aabbccddeeff");
  private static final DevAddr ADDRESS = new DevAddr(0x0100_0001);
  private static final SessionKeys KEYS = new SessionKeys(KEY, KEY);
  private static final Eui DEV_EUI = new Eui(7);
  private static final Eui JOIN_EUI = new Eui(8);
  private static final JoinKeys ROOT = new JoinKeys(KEY);
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final class Gateway implements GatewayLink {
    final List<Transmission> sent = new ArrayList<>();
    private final TxStatus[] answers = TxStatus.values();
    int answer;

    @Override
    public GatewayId id() {
      return new GatewayId(1);
    }

    @Override
    public void send(Transmission transmission, Consumer<TxStatus> result) {
      sent.add(transmission);
      if (answer < answers.length) {
        result.accept(answers[answer]);
      }
    }
  }

  /** A server, a device that was personalised and one that joins. */
  private static final class Bench {
    final Simulation world = new Simulation(1);
    final Gateway gateway = new Gateway();
    final List<Uplink> uplinks = new ArrayList<>();
    final FrameCrypto device = new FrameCrypto(KEYS, ADDRESS);
    final NetworkServer network;
    private final Region region;
    int fCnt;
    int devNonce;

    Bench(int choice) {
      region = Region.ALL.get(choice % Region.ALL.size());
      network =
          new NetworkServer(
              NetworkSettings.of(region).withAdr((choice & 0x40) != 0),
              new MemoryStore(),
              world,
              timers(world),
              world.newRandom());
      network.onConnected(gateway);
      network.listen(uplinks::add);
      network.register(DeviceRegistration.Personalised.of(ADDRESS, KEYS));
      network.register(
          new DeviceRegistration.Otaa(
              DEV_EUI,
              JOIN_EUI,
              ROOT,
              LorawanVersion.V1_0_4,
              (choice & 0x80) == 0 ? DeviceClass.A : DeviceClass.C));
    }

    /** As a device sends it. */
    void hear(Bytes phyPayload) {
      DataRate rate = region.uplinkRate(region.defaultUplinkRate()).orElseThrow();
      int hz = region.defaultChannels().get(0).frequencyHz();
      hear(phyPayload, 0, hz, new Modulation(rate.spreadingFactor(), rate.bandwidthHz()));
    }

    void hear(Bytes phyPayload, int radio, int hz) {
      Modulation modulation =
          radio % 9 == 8
              ? new Modulation(Modulation.FSK, 50_000)
              : new Modulation(5 + radio % 8, 125_000 << (radio >> 4) % 3);
      hear(phyPayload, radio, hz, modulation);
    }

    private void hear(Bytes phyPayload, int radio, int hz, Modulation modulation) {
      network.onHeard(
          new Heard(
              gateway.id(),
              phyPayload,
              hz,
              modulation,
              -radio,
              (radio >> 2) - 30,
              (int) (Duration.between(Simulation.START, world.instant()).toNanos() / 1000),
              radio % 3 == 0 ? OptionalLong.of(radio * 1_000_000_007L) : OptionalLong.empty(),
              radio & 7));
    }
  }

  private static Timers timers(Simulation world) {
    return (delay, action) -> world.after(delay, action)::cancel;
  }

  /** Whatever is heard and answered, uplinks arrive and devices join. */
  @FuzzTest
  void anythingIsHeard(byte[] input) {
    Octets octets = new Octets(input);
    Bench bench = new Bench(octets.next());
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      operate(bench, octets);
    }
    checkAlive(bench);
  }

  private static void operate(Bench bench, Octets octets) {
    int operation = octets.next();
    int radio = octets.next();
    int hz = (operation & 0x80) == 0 ? frequency(radio) : octets.next16() << 15;
    switch (operation & 15) {
      case 0, 1 -> bench.hear(octets.nextString(), radio, hz);
      case 2, 3, 4, 5 -> bench.hear(frame(bench, operation, octets), radio, hz);
      case 6 -> bench.hear(join(bench, octets.next()), radio, hz);
      case 7 -> bench.world.run(Duration.ofMillis(octets.next16()));
      case 8 -> bench.world.run(Duration.ofSeconds(octets.next()));
      case 9 -> bench.gateway.answer = radio % 16;
      case 10 -> bench.network.onDisconnected(bench.gateway.id());
      case 11 -> bench.network.onConnected(bench.gateway);
      case 12, 13 ->
          bench.network.send(
              device(radio), new Downlink(1 + radio % 223, payload(octets)), sent -> {});
      default -> bench.hear(spoilt(frame(bench, operation, octets), octets), radio, hz);
    }
  }

  private static DeviceId device(int which) {
    return which % 2 == 0 ? DeviceId.of(ADDRESS) : new DeviceId(DEV_EUI.value());
  }

  private static Bytes payload(Octets octets) {
    Bytes said = octets.nextString();
    return said.slice(0, Math.min(said.length(), NetworkServer.UNICAST_PAYLOAD_MAX));
  }

  private static int frequency(int which) {
    List<Integer> hz = List.of(868_100_000, 902_300_000, 923_200_000, 915_200_000, 865_062_500);
    return hz.get(which % hz.size());
  }

  /** A frame of which the MIC holds, with any flags, MAC commands and payload. */
  private static Bytes frame(Bench bench, int operation, Octets octets) {
    int flags = octets.next();
    bench.fCnt += flags >> 6;
    Bytes said = octets.nextString();
    boolean inOptions = (operation & 0x10) != 0;
    Bytes options = inOptions ? said.slice(0, Math.min(said.length(), 15)) : Bytes.EMPTY;
    int port = inOptions ? DataFrame.NO_PORT : octets.next();
    return bench.device.seal(
        (operation & 0x20) == 0 ? FType.UNCONFIRMED_DATA_UP : FType.CONFIRMED_DATA_UP,
        new FCtrl((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0),
        bench.fCnt,
        options,
        port,
        inOptions ? Bytes.EMPTY : said.slice(0, Math.min(said.length(), 242)));
  }

  private static Bytes join(Bench bench, int step) {
    bench.devNonce = Math.min(0xf000, bench.devNonce + step % 3);
    return new JoinRequest(JOIN_EUI, DEV_EUI, bench.devNonce).seal(KEY);
  }

  private static Bytes spoilt(Bytes frame, Octets octets) {
    byte[] changed = frame.toArray();
    changed[octets.next() % changed.length] ^= (byte) octets.next();
    return Bytes.of(changed);
  }

  private static void checkAlive(Bench bench) {
    bench.world.run(LONG);
    bench.gateway.answer = List.of(TxStatus.values()).indexOf(TxStatus.OK);
    bench.network.onConnected(bench.gateway);
    int before = bench.uplinks.size();
    bench.fCnt += 2;
    Bytes hello =
        bench.device.seal(
            FType.UNCONFIRMED_DATA_UP, FCtrl.NONE, bench.fCnt, Bytes.EMPTY, 10, Bytes.of((byte) 1));
    bench.hear(hello);
    bench.world.run(LONG);
    assertThat(bench.uplinks).hasSize(before + 1);
    assertThat(bench.uplinks.get(before).payload()).isEqualTo(Bytes.of((byte) 1));
  }
}
