package dev.fuota.agent.mac;

import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A MAC in a network with beacons that tells the time, and answers PingSlotInfoReq. */
final class ClassBBench {
  static final LoraChannel PING = new LoraChannel(869_525_000, 9, 125_000);
  static final Duration PERIOD = Duration.ofSeconds(128);
  static final int GROUP = 1;

  private static final String NWK_KEY = "00112233445566778899aabbccddeeff";
  private static final String APP_KEY = "ffeeddccbbaa99887766554433221100";
  private static final SessionKeys GROUP_KEYS =
      new SessionKeys(AesKey.fromHex(NWK_KEY), AesKey.fromHex(APP_KEY));

  final MacBench bench;
  private long fCnt = -1;
  private int answered;

  ClassBBench(MacConfig config) {
    this.bench = new MacBench(config).joined();
    bench.radio.sendBeacons(channel -> beacon());
    answerAgain();
  }

  /** The network answers what the MAC asks. */
  void answerAgain() {
    bench.network((uplink, window) -> window == 0 ? answer(uplink, "") : Optional.empty());
  }

  FrameCrypto network() {
    return bench.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);
  }

  /** What the MAC asked for in an uplink, and more; once for each uplink. */
  private Optional<Bytes> answer(MacBench.Sent uplink, String more) {
    String asked = uplink.isJoin() ? "" : uplink.frame().fOpts().toHex();
    String said = more;
    if (asked.contains("0d")) {
      Duration gps = GpsTime.sinceEpoch(uplink.end());
      int fraction = gps.toNanosPart() / (1_000_000_000 / 256);
      said +=
          MacCommands.encode(List.of(new DeviceTimeAns(gps.toSeconds(), Math.min(255, fraction))))
              .toHex();
    }
    said += asked.contains("1000") ? "10" : "";
    if (said.isEmpty() || answered == bench.sent.size()) {
      return Optional.empty();
    }
    answered = bench.sent.size();
    fCnt++;
    return Optional.of(MacBench.commands(network(), fCnt, said));
  }

  /** Tells MAC commands behind the next uplink. */
  void tell(String fOpts) {
    int before = bench.sent.size();
    bench.network(
        (uplink, window) ->
            window == 0 && bench.sent.size() > before && answered <= before
                ? answer(uplink, fOpts)
                : Optional.empty());
    bench.send(false);
    bench.silence();
  }

  long nextFCnt() {
    return ++fCnt;
  }

  /** The beacon of the period that begins about now. */
  Optional<Bytes> beacon() {
    return MacClassBTest.beacon((gps() + 64) / 128 * 128);
  }

  long gps() {
    return GpsTime.of(bench.world.instant()).seconds();
  }

  /** The beacon that comes first, but not within a minute. */
  long laterBeacon() {
    return (gps() + 60 + 127) / 128 * 128;
  }

  void runUntilGps(long seconds) {
    runUntilGps(Duration.ofSeconds(seconds));
  }

  void runUntilGps(Duration gps) {
    bench.run(Duration.between(bench.world.instant(), GpsTime.instant(gps)));
  }

  void defineGroup(DevAddr mcAddr) {
    bench
        .mac()
        .defineGroup(
            new MulticastGroup(
                GROUP,
                mcAddr.value(),
                Bytes.fromHex(APP_KEY).toArray(),
                Bytes.fromHex(NWK_KEY).toArray(),
                0,
                0xffff_ffffL,
                MulticastGroup.NONE));
  }

  static Bytes toGroup(DevAddr mcAddr, long mcFCnt) {
    return new FrameCrypto(GROUP_KEYS, mcAddr)
        .seal(
            FType.UNCONFIRMED_DATA_DOWN,
            FCtrl.NONE,
            mcFCnt,
            Bytes.EMPTY,
            201,
            Bytes.of(MacBench.HELLO));
  }

  /** When windows were opened on a channel between two moments. */
  List<Instant> opened(LoraChannel channel, Instant from, Instant until) {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < bench.opened.size(); i++) {
      Instant at = bench.opened.get(i);
      if (bench.openedOn.get(i).equals(channel) && !at.isBefore(from) && at.isBefore(until)) {
        times.add(at);
      }
    }
    return times;
  }

  /** The slots of a beacon period, from the specification's formula. */
  static List<Instant> slots(long beacon, DevAddr address, int periodicity) {
    int apart = 1 << (5 + periodicity);
    List<Instant> slots = new ArrayList<>();
    for (int slot = offset(beacon, address) % apart; slot < 4096; slot += apart) {
      slots.add(
          GpsTime.instant(Duration.ofSeconds(beacon)).plusMillis(2120).plusMillis(30L * slot));
    }
    return slots;
  }

  private static int offset(long beacon, DevAddr address) {
    byte[] block =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) beacon)
            .putInt(address.value())
            .array();
    try {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
      byte[] rand = aes.doFinal(block);
      return (rand[0] & 0xff) + 256 * (rand[1] & 0xff);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
