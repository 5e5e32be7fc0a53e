package dev.fuota.tests.fuzz;

import static dev.fuota.hal.link.LorawanLink.Activity.EXHAUSTED;
import static dev.fuota.hal.link.LorawanLink.Activity.JOINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole MAC at a radio. The first octets choose device and session; what follows are operations,
 * each with an octet that says which.
 */
class MacFuzzTest {
  private static final int OPERATIONS_MAX = 150;
  private static final AesKey KEY = AesKey.fromHex("00112233445566778899aabbccddeeff");
  private static final DevAddr ADDRESS = new DevAddr(0x2601_1bda);
  private static final Eui DEV_EUI = new Eui(2);
  private static final Eui JOIN_EUI = new Eui(1);
  private static final JoinKeys ROOT = new JoinKeys(KEY, KEY);
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final int STEPS_MAX = 6 * 24 * 30;

  /** Values that are there, and nothing else that flash does. */
  private static final class Memory implements Nvm {
    final Map<Integer, byte[]> values = new HashMap<>();

    @Override
    public Optional<byte[]> read(int key) {
      return Optional.ofNullable(values.get(key)).map(byte[]::clone);
    }

    @Override
    public void write(int key, byte[] value) {
      assertThat(value.length).isLessThanOrEqualTo(VALUE_MAX);
      values.put(key, value.clone());
    }

    @Override
    public void delete(int key) {
      values.remove(key);
    }
  }

  /** A device that may be reset, and a network that knows its keys. */
  private static final class Device {
    final Simulation world = new Simulation(1);
    final Memory nvm = new Memory();
    final HostileRadio radio = new HostileRadio(world);
    final MacConfig config;
    private Mac mac;
    private int life;
    private SessionKeys keys = new SessionKeys(KEY, KEY);
    private DevAddr address = ADDRESS;
    private LorawanVersion session;
    private int fCnt;

    Device(Octets octets) {
      int choice = octets.next();
      int more = octets.next();
      LorawanVersion version = List.of(LorawanVersion.values()).get(more % 3);
      Region region = Region.ALL.get(choice % Region.ALL.size());
      Activation activation =
          (choice & 0x80) == 0
              ? new Activation.Personalised(ADDRESS, keys)
              : new Activation.Otaa(DEV_EUI, JOIN_EUI, ROOT);
      MacConfig base = MacConfig.of(region, activation).withVersion(version);
      base = (more & 0x80) == 0 ? base : base.withPingSlots(more >> 2 & 7);
      this.config = (choice & 0x40) == 0 ? base : base.withClass(DeviceClass.C);
      this.session = version;
      this.mac = start();
    }

    Mac start() {
      int own = ++life;
      radio.sleep();
      Scheduler guarded =
          (delay, action) ->
              world.after(
                  delay,
                  () -> {
                    if (own == life) {
                      action.run();
                    }
                  });
      mac = new Mac(config, radio, nvm, world, guarded, world.newRandom());
      mac.listen(Quiet.LISTENER);
      return mac;
    }

    boolean trySend(int port, Bytes payload, boolean confirmed) {
      if (!mac.ready()) {
        return false;
      }
      int length = Math.min(payload.length(), Math.max(0, mac.maxPayload()));
      mac.send(port, payload.slice(0, length).toArray(), confirmed);
      return true;
    }

    /** Answers the last join-request; the network knows the session if the device took it. */
    void accept(Octets octets) {
      Optional<JoinRequest> asked = JoinRequest.decode(radio.lastSent()).value();
      if (asked.isEmpty()) {
        return;
      }
      Bytes said = octets.nextString();
      byte[] clear = new byte[said.length() < 16 ? 13 : 29];
      said.copyTo(0, clear, 1, Math.min(said.length(), clear.length - 1));
      clear[0] = 0x20;
      JoinAccept accept = JoinAccept.read(Bytes.of(clear));
      radio.deliver(accept.seal(ROOT, asked.get(), config.version()));
      keys = ROOT.sessionKeys(accept, asked.get(), config.version());
      address = accept.devAddr();
      boolean v11 = config.version() == LorawanVersion.V1_1;
      session = v11 && !accept.optNeg() ? LorawanVersion.V1_0_4 : config.version();
      fCnt = 0;
    }

    /** A downlink that the device takes for authentic. */
    void downlink(int operation, Octets octets) {
      int flags = octets.next();
      fCnt += flags >> 6;
      Bytes said = octets.nextString();
      boolean inOptions = (operation & 0x10) != 0;
      int up = DataFrame.decode(radio.lastSent()).value().map(DataFrame::fCnt).orElse(0);
      radio.deliver(
          new FrameCrypto(keys, address, session)
              .seal(
                  (operation & 0x20) == 0 ? FType.UNCONFIRMED_DATA_DOWN : FType.CONFIRMED_DATA_DOWN,
                  new FCtrl((flags & 1) != 0, false, (flags & 2) != 0, (flags & 4) != 0),
                  fCnt++,
                  inOptions ? said.slice(0, Math.min(said.length(), 15)) : Bytes.EMPTY,
                  inOptions ? DataFrame.NO_PORT : flags >> 3 & 7,
                  inOptions ? Bytes.EMPTY : said.slice(0, Math.min(said.length(), 222)),
                  new MicContext(up, 0, 0)));
    }

    /** Whatever the network wanted: left alone, the device sends, or joins again. */
    void checkAlive() {
      radio.silence();
      start();
      int before = radio.transmissions();
      boolean sent = false;
      for (int i = 0; i < STEPS_MAX && !sent && mac.activity() != EXHAUSTED; i++) {
        trySend(1, Bytes.EMPTY, false);
        world.run(STEP);
        sent = radio.transmissions() > before && (mac.activity() == JOINING || mac.ready());
      }
      assertThat(sent || mac.activity() == EXHAUSTED).as("%s", config).isTrue();
    }
  }

  private enum Quiet implements LorawanLink.Listener {
    LISTENER;

    @Override
    public void onDownlink(Downlink downlink) {
      assertThat(downlink.fPort()).isBetween(0, 255);
    }

    @Override
    public void onUplinkDone(boolean acknowledged) {
      // What the fuzzer does next does not hang on it.
    }
  }

  @FuzzTest
  void anythingHappens(byte[] input) {
    Octets octets = new Octets(input);
    Device device = new Device(octets);
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      operate(device, octets);
    }
    device.checkAlive();
  }

  private static void operate(Device device, Octets octets) {
    int operation = octets.next();
    switch (operation & 15) {
      case 0 -> device.radio.deliver(octets.nextString());
      case 1, 2, 3, 4 -> device.downlink(operation, octets);
      case 5 -> device.accept(octets);
      case 6, 7 -> device.trySend(1 + octets.next() % 223, octets.nextString(), operation > 127);
      case 8 -> device.world.run(Duration.ofMillis(octets.next16()));
      case 9 -> device.world.run(Duration.ofSeconds(octets.next()));
      case 10 -> device.world.run(Duration.ofSeconds(octets.next16()));
      case 11 -> device.start();
      case 12 -> spoil(device.nvm, octets);
      case 13 -> ask(device.mac, operation >> 4);
      default -> group(device.mac, operation >> 4, octets);
    }
  }

  private static void spoil(Memory nvm, Octets octets) {
    int key = octets.next();
    byte[] value = nvm.values.get(key % 64);
    if (value == null || value.length == 0) {
      nvm.write(key % 64, octets.nextString().toArray());
    } else {
      value[octets.next() % value.length] ^= (byte) octets.next();
    }
  }

  private static void ask(Mac mac, int what) {
    switch (what) {
      case 0, 1, 2 -> mac.rejoin(what);
      case 3 -> mac.requestLinkCheck();
      default -> mac.requestTime();
    }
  }

  private static void group(Mac mac, int what, Octets octets) {
    int id = octets.next() % 5;
    switch (what) {
      case 0, 1 ->
          mac.defineGroup(
              new MulticastGroup(
                  id,
                  octets.next16(),
                  KEY.bytes().toArray(),
                  KEY.bytes().toArray(),
                  0,
                  0xffff_ffffL,
                  MulticastGroup.NONE));
      case 2 -> mac.openClassC(id, octets.next16() << 15, octets.next() % 16);
      case 3, 4 -> {
        int hz = octets.next16() << 15;
        int rate = octets.next();
        mac.openClassB(id, new PingSession(hz, rate % 16, rate >> 5, (long) octets.next() << 23));
      }
      case 5 -> mac.closeClassB(id);
      case 6 -> mac.closeClassC(id);
      default -> mac.deleteGroup(id);
    }
  }
}
