package dev.fuota.server.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.JoiningDevice;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.SessionStore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A process that is a server until it is killed, and says on its standard output what it gives out,
 * at the moment it does: one letter and numbers a line. It begins when it is told to.
 */
final class MortalServer {
  static final DeviceId PARTICIPANT = new DeviceId(0x0004a30b001cffffL);
  static final DeviceId COUNTED = new DeviceId(0x0004a30b001cfffeL);

  private static final GatewayId GATEWAY = new GatewayId(1);
  private static final DevAddr ADDRESS = new DevAddr(0x01020304);
  private static final DevAddr GROUP = new DevAddr(0x05060708);
  private static final SessionKeys KEYS =
      new SessionKeys(AesKey.fromHex("1".repeat(32)), AesKey.fromHex("2".repeat(32)));
  private static final DownlinkChannel CHANNEL =
      new DownlinkChannel(869_525_000, Region.EU868.dataRate(5).orElseThrow());
  private static final Downlink HELLO = new Downlink(10, Bytes.fromHex("01"));

  private final VirtualTime time = new VirtualTime();
  private final JoiningDevice joining = new JoiningDevice(1, LorawanVersion.V1_0_4);
  private final FrameCrypto crypto = new FrameCrypto(KEYS, ADDRESS, LorawanVersion.V1_0_4);
  private final SqlStore store;
  private final PrintStream out;
  private final NetworkServer network;
  private int devNonce;
  private int fCntUp;

  private MortalServer(SqlStore store, PrintStream out) {
    this.store = store;
    this.out = out;
    this.network = network(store, time);
    network.register(joining.registration(DeviceClass.A));
    network.register(
        new DeviceRegistration.Personalised(
            DeviceId.of(ADDRESS), ADDRESS, KEYS, LorawanVersion.V1_0_4, DeviceClass.C));
    network.onConnected(new Loud());
    network.listen(uplink -> say("U " + fCntUp));
    network.defineGroup(GROUP, KEYS);
  }

  /**
   * Makes ready, then does what the one line of its standard input says: whether the database is
   * "new" or "known", and the last DevNonce and FCntUp that were accepted.
   *
   * @param args the file of the database
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, US_ASCII);
    SecureRandom random = new SecureRandom();
    DriverManager.getConnection("jdbc:sqlite::memory:").close(); // the driver takes its time
    network(new MemoryStore(), new VirtualTime());
    out.print("R\n");
    out.flush();
    String line = new BufferedReader(new InputStreamReader(System.in, US_ASCII)).readLine();
    if (line == null) {
      return;
    }
    String[] words = line.split(" ", -1);
    StoreSettings settings = StoreSettings.sqlite(Path.of(args[0]), random);
    Sql sql = words[0].equals("new") ? SqliteFile.open(settings) : SqliteFile.take(settings);
    MortalServer server = new MortalServer(SqlStore.on(sql, settings.key(), random), out);
    server.devNonce = Integer.parseInt(words[1]);
    server.fCntUp = Integer.parseInt(words[2]);
    while (true) {
      server.serve();
    }
  }

  private static NetworkServer network(SessionStore store, VirtualTime time) {
    return new NetworkServer(NetworkSettings.simple(), store, time, time, new SplittableRandom(3));
  }

  /** Each line is one write, so that a pipe has all of it or nothing. */
  private void say(String line) {
    out.print(line + "\n");
    out.flush();
  }

  /** One round; the first one begins with what was accepted before and must not be again. */
  private void serve() {
    join();
    uplink();
    for (int i = 0; i < 5; i++) {
      network.send(DeviceId.of(ADDRESS), HELLO, sent -> {});
      network.multicast(GROUP, HELLO, CHANNEL, sent -> {});
      time.run(Duration.ofSeconds(20));
      takeSessionCnt();
      answer();
    }
    devNonce++;
    fCntUp++;
  }

  private void join() {
    network.onHeard(heard(joining.join(devNonce)));
    time.run(Duration.ofSeconds(20));
  }

  private static Heard heard(Bytes frame) {
    DataRate rate = CHANNEL.dataRate();
    Modulation modulation = new Modulation(rate.spreadingFactor(), rate.bandwidthHz());
    int hz = JoiningDevice.CHANNEL_HZ;
    return new Heard(GATEWAY, frame, hz, modulation, -90, 5, 0, OptionalLong.empty(), 0);
  }

  private void uplink() {
    Bytes frame =
        crypto.seal(
            FType.UNCONFIRMED_DATA_UP,
            FCtrl.NONE,
            fCntUp,
            Bytes.EMPTY,
            1,
            Bytes.of((byte) 7),
            new MicContext(0, 5, 0));
    network.onHeard(heard(frame));
    time.run(Duration.ofSeconds(20));
  }

  /** As the campaign takes one. */
  private void takeSessionCnt() {
    int taken = store.nextSessionCnt(COUNTED, 2);
    store.saveNextSessionCnt(COUNTED, 2, taken + 1);
    store.commit();
    say("C " + taken);
  }

  private void answer() {
    String before = store.participants(1, 0).getOrDefault(PARTICIPANT, "0");
    String answer = String.valueOf(Long.parseLong(before) + 1);
    store.saveParticipant(1, 0, PARTICIPANT, answer);
    store.commit();
    say("A " + answer);
  }

  /** Says what goes on air before it does. */
  private final class Loud implements GatewayLink {
    @Override
    public GatewayId id() {
      return GATEWAY;
    }

    @Override
    public void send(Transmission transmission, Consumer<TxStatus> result) {
      Bytes frame = transmission.phyPayload();
      say(
          frame.at(0) == 0x20
              ? "J " + devNonce + " " + joining.accept(frame).joinNonce()
              : "D " + frame.toHex());
      result.accept(TxStatus.OK);
    }
  }
}
