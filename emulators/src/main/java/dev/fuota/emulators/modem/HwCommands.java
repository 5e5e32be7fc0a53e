package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.Mac;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What each command of {@code hw_modem} does; integers are big-endian. */
final class HwCommands {
  static final int RESET = 0x00;

  private static final Map<Integer, Region> REGIONS =
      Map.of(
          0x01, Region.EU868,
          0x02, Region.AS923_1,
          0x03, Region.US915,
          0x04, Region.AU915,
          0x09, Region.IN865);

  private static final int CUSTOM = 3;
  private static final int CUSTOM_RATES = 16;
  private static final int PAYLOAD_MAX = 242;
  private static final int PORT_MAX = 223;
  private static final int LINK_CHECK = 1;
  private static final int DEVICE_TIME = 2;
  private static final int UNICAST_WINDOW = 1;
  private static final int RSSI_OFFSET = 64;
  private static final byte[] VERSION = {4, 8, 0};

  /** Bits of the status. */
  private static final int JOINED = 0x08;

  private static final int JOINING = 0x40;

  private final HwDevice device;
  private final HwGroups groups;
  private final HwEvents events;

  HwCommands(HwDevice device, HwGroups groups, HwEvents events) {
    this.device = device;
    this.groups = groups;
    this.events = events;
  }

  HwAnswer perform(int code, byte[] data) {
    return switch (code) {
      case 0x01 -> HwAnswer.of(setRegion(data));
      case 0x02 -> region();
      case 0x03 -> HwAnswer.of(device.join());
      case 0x04 -> HwAnswer.of(send(data));
      case 0x05 -> events.next();
      case 0x06 -> device.nextDownlink();
      case 0x07 -> metadata();
      case 0x08 -> eui(device.joinEui);
      case 0x0a -> eui(device.devEui);
      case 0x09, 0x0b, 0x0c, 0x5b -> HwAnswer.of(setIdentity(code, data));
      case 0x10 -> HwAnswer.ok(VERSION);
      case 0x15 -> leave();
      case 0x19 -> maxPayload();
      case 0x1a -> HwAnswer.ok(new byte[4]);
      case 0x1d -> HwAnswer.of(setAdrProfile(data));
      case 0x2b -> HwAnswer.of(HwResult.OK);
      case 0x3b -> HwAnswer.of(request(data));
      case 0x3c -> time();
      case 0x58 -> status();
      default -> performOnGroups(code, data);
    };
  }

  private HwAnswer performOnGroups(int code, byte[] data) {
    return switch (code) {
      case 0x2a -> HwAnswer.of(data.length == 1 ? groups.setClass(data[0]) : HwResult.BAD_SIZE);
      case 0x2d -> HwAnswer.of(groups.configure(data));
      case 0x2e -> groups.config(data);
      case 0x2f -> HwAnswer.of(groups.start(data, false));
      case 0x30 -> groups.status(data, false);
      case 0x31 -> HwAnswer.of(groups.stop(data, false));
      case 0x32 -> stopAll(false);
      case 0x33 -> HwAnswer.of(groups.start(data, true));
      case 0x34 -> groups.status(data, true);
      case 0x35 -> HwAnswer.of(groups.stop(data, true));
      case 0x36 -> stopAll(true);
      default -> HwAnswer.of(HwResult.UNKNOWN);
    };
  }

  private HwAnswer stopAll(boolean classB) {
    groups.stopAll(classB);
    return HwAnswer.of(HwResult.OK);
  }

  private HwAnswer leave() {
    groups.reset();
    device.leave();
    return HwAnswer.of(HwResult.OK);
  }

  private HwResult setRegion(byte[] data) {
    if (data.length != 1) {
      return HwResult.BAD_SIZE;
    }
    Region region = REGIONS.get(data[0] & 0xff);
    if (region == null || device.mac().isPresent()) {
      return HwResult.INVALID;
    }
    device.region = Optional.of(region);
    return HwResult.OK;
  }

  private HwAnswer region() {
    return device
        .region
        .flatMap(
            set ->
                REGIONS.entrySet().stream().filter(each -> each.getValue().equals(set)).findAny())
        .map(each -> HwAnswer.ok(each.getKey().byteValue()))
        .orElseGet(() -> HwAnswer.of(HwResult.NOT_INITIALISED));
  }

  /** What was never set is zeros. */
  private static HwAnswer eui(Optional<Eui> set) {
    long value = set.map(Eui::value).orElse(0L);
    return HwAnswer.ok(ByteBuffer.allocate(Eui.LENGTH).putLong(value).array());
  }

  /** A list of data rates is taken by its first; it counts from the next join on. */
  private HwResult setAdrProfile(byte[] data) {
    if (data.length == 0 || (data[0] == CUSTOM) != (data.length == 1 + CUSTOM_RATES)) {
      return HwResult.BAD_SIZE;
    }
    if (data[0] != CUSTOM) {
      device.fixedRate = OptionalInt.empty();
      return HwResult.OK;
    }
    if (device.region.filter(in -> in.uplinkRate(data[1]).isPresent()).isEmpty()) {
      return HwResult.INVALID;
    }
    device.fixedRate = OptionalInt.of(data[1]);
    return HwResult.OK;
  }

  /**
   * LoRaWAN 1.0.x devices join with NwkKey; AppKey is taken and not used. A key that is set in a
   * session counts from the next join on.
   */
  private HwResult setIdentity(int code, byte[] data) {
    boolean eui = code == 0x09 || code == 0x0b;
    if (data.length != (eui ? Eui.LENGTH : AesKey.LENGTH)) {
      return HwResult.BAD_SIZE;
    }
    if (eui && device.mac().isPresent()) {
      return HwResult.BUSY;
    }
    switch (code) {
      case 0x09 -> device.joinEui = Optional.of(eui(data));
      case 0x0b -> device.devEui = Optional.of(eui(data));
      case 0x0c -> device.key = Optional.of(AesKey.of(Bytes.of(data)));
      default -> {}
    }
    return HwResult.OK;
  }

  private static Eui eui(byte[] data) {
    return new Eui(ByteBuffer.wrap(data).getLong());
  }

  private HwResult send(byte[] data) {
    if (data.length < 2 || data.length > 2 + PAYLOAD_MAX) {
      return HwResult.BAD_SIZE;
    }
    int fPort = data[0] & 0xff;
    if (fPort < 1 || fPort > PORT_MAX || data[1] < 0 || data[1] > 1) {
      return HwResult.INVALID;
    }
    return device.send(fPort, Arrays.copyOfRange(data, 2, data.length), data[1] == 1);
  }

  /** Stack, RSSI, SNR, window, port, pending, frequency, data rate. */
  private HwAnswer metadata() {
    Optional<Downlink> fetched = device.fetched();
    if (fetched.isEmpty()) {
      return HwAnswer.of(HwResult.FAIL);
    }
    Downlink downlink = fetched.get();
    boolean unicast = downlink.unicast();
    int group = downlink.groupId();
    return HwAnswer.ok(
        ByteBuffer.allocate(11)
            .put((byte) 0)
            .put((byte) (-80 + RSSI_OFFSET))
            .put((byte) (7 * 4))
            .put((byte) (unicast ? UNICAST_WINDOW : groups.window(group)))
            .put((byte) downlink.fPort())
            .put((byte) 0)
            .putInt(unicast ? 0 : groups.frequencyHz(group))
            .put((byte) (unicast ? 0 : groups.dataRate(group)))
            .array());
  }

  private HwAnswer maxPayload() {
    if (!device.isJoined()) {
      return HwAnswer.of(HwResult.FAIL);
    }
    int room = device.mac().map(Mac::maxPayload).orElse(0);
    return HwAnswer.ok((byte) Math.min(room, PAYLOAD_MAX));
  }

  private HwResult request(byte[] data) {
    if (data.length != 1) {
      return HwResult.BAD_SIZE;
    }
    Optional<Mac> mac = device.mac();
    if (mac.isEmpty() || !device.isJoined()) {
      return HwResult.FAIL;
    }
    if ((data[0] & LINK_CHECK) != 0) {
      mac.get().requestLinkCheck();
    }
    if ((data[0] & DEVICE_TIME) != 0) {
      mac.get().requestTime();
    }
    return HwResult.OK;
  }

  /** GPS seconds, and milliseconds of the second. */
  private HwAnswer time() {
    Optional<Instant> now = device.networkTime();
    if (now.isEmpty()) {
      return HwAnswer.of(HwResult.NO_TIME);
    }
    Duration gps = GpsTime.sinceEpoch(now.get());
    return HwAnswer.ok(
        ByteBuffer.allocate(8).putInt((int) gps.toSeconds()).putInt(gps.toMillisPart()).array());
  }

  private HwAnswer status() {
    int joining = device.mac().isPresent() ? JOINING : 0;
    return HwAnswer.ok((byte) (device.isJoined() ? JOINED : joining));
  }
}
