package dev.fuota.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.GatewayFrame;
import dev.fuota.server.harness.JoiningDevice;
import dev.fuota.server.harness.TestGateway;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.port.Uplink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that dies between any two operations of its store uses and accepts nothing twice. */
class RestartTest {
  private static final Downlink HELLO = new Downlink(10, Bytes.fromHex("01"));
  private static final DevAddr GROUP = new DevAddr(0x01020304);
  private static final SessionKeys GROUP_KEYS =
      new SessionKeys(AesKey.fromHex("0".repeat(31) + "1"), AesKey.fromHex("0".repeat(31) + "2"));
  private static final DownlinkChannel CHANNEL =
      new DownlinkChannel(869_525_000, Region.EU868.dataRate(5).orElseThrow());
  private static final int OPERATIONS_MAX = 200;

  @TempDir Path folder;

  /** The process is no more. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Dies before the n-th operation. */
  private static final class Mortal implements SessionStore {
    private final SessionStore store;
    private int left;

    Mortal(SessionStore store, int operations) {
      this.store = store;
      this.left = operations;
    }

    private SessionStore next() {
      if (left-- <= 0) {
        throw new Death();
      }
      return store;
    }

    @Override
    public Optional<StoredDevice> device(DeviceId device) {
      return next().device(device);
    }

    @Override
    public void save(StoredDevice device) {
      next().save(device);
    }

    @Override
    public boolean hasDevNonce(DeviceId device, int devNonce) {
      return next().hasDevNonce(device, devNonce);
    }

    @Override
    public void addDevNonce(DeviceId device, int devNonce) {
      next().addDevNonce(device, devNonce);
    }

    @Override
    public Optional<StoredGroup> group(DevAddr mcAddr) {
      return next().group(mcAddr);
    }

    @Override
    public void save(StoredGroup group) {
      next().save(group);
    }

    @Override
    public int nextSessionCnt(DeviceId device, int fragIndex) {
      return next().nextSessionCnt(device, fragIndex);
    }

    @Override
    public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
      next().saveNextSessionCnt(device, fragIndex, next);
    }

    @Override
    public void commit() {
      next().commit();
    }
  }

  /** What devices and listeners saw over all lives of the server. */
  private static final class Witness {
    final VirtualTime time = new VirtualTime();
    final List<Uplink> uplinks = new ArrayList<>();
    final Set<Integer> joinNonces = new HashSet<>();
    final List<String> counters = new ArrayList<>();
    int frames;
  }

  /** One life of the server: up to the end of the scenario, or its own. */
  private static boolean live(
      Witness seen, SessionStore store, JoiningDevice device, List<Bytes> requests) {
    TestGateway gateway = new TestGateway(1, seen.time);
    NetworkServer network =
        new NetworkServer(
            NetworkSettings.simple(), store, seen.time, seen.time, new SplittableRandom(3));
    try {
      network.register(device.registration(DeviceClass.A));
      network.onConnected(gateway);
      network.listen(seen.uplinks::add);
      network.defineGroup(GROUP, GROUP_KEYS);
      for (Bytes request : requests) {
        network.onHeard(JoiningDevice.heard(gateway, request, 5));
        seen.time.run(Duration.ofMinutes(1));
      }
      Bytes join = device.join();
      requests.add(join);
      network.onHeard(JoiningDevice.heard(gateway, join, 5));
      seen.time.run(Duration.ofMinutes(1));
      List<GatewayFrame> answers = gateway.frames().stream().filter(RestartTest::isAccept).toList();
      assertThat(answers).hasSize(1); // to the new request, and to none that was there before
      int joinNonce = device.accept(answers.get(0).phyPayload()).joinNonce();
      assertThat(seen.joinNonces.add(joinNonce)).isTrue();
      for (int i = 0; i < 3; i++) {
        network.send(device.id(), HELLO, sent -> {});
        Bytes uplink = device.uplink(FCtrl.NONE, true);
        requests.add(uplink);
        network.onHeard(JoiningDevice.heard(gateway, uplink, 5));
        network.multicast(GROUP, HELLO, CHANNEL, sent -> {});
        seen.time.run(Duration.ofMinutes(1));
      }
      return true;
    } catch (Death death) {
      return false;
    } finally {
      gateway.frames().forEach(frame -> count(seen, device, frame.phyPayload()));
    }
  }

  private static boolean isAccept(GatewayFrame frame) {
    return frame.phyPayload().at(0) == 0x20;
  }

  /** Sessions of 1.1 have a counter of their own for application data. */
  private static void count(Witness seen, JoiningDevice device, Bytes phyPayload) {
    boolean two = device.registration(DeviceClass.A).version() == LorawanVersion.V1_1;
    DataFrame.decode(phyPayload)
        .value()
        .ifPresent(
            frame ->
                seen.counters.add(
                    frame.devAddr() + "/" + frame.fCnt() + (two && frame.fPort() > 0 ? "a" : "n")));
    seen.frames++;
  }

  // MAC-095
  @ParameterizedTest
  @EnumSource
  void nothingIsUsedOrAcceptedTwiceWhereverItDies(LorawanVersion version) {
    boolean whole = false;
    for (int operations = 0; !whole; operations++) {
      assertThat(operations).isLessThan(OPERATIONS_MAX);
      Path file = folder.resolve(version + "-" + operations + ".db");
      Witness seen = new Witness();
      JoiningDevice device = new JoiningDevice(1, version);
      List<Bytes> requests = new ArrayList<>();
      try (SqlStore store = open(file)) {
        whole = live(seen, new Mortal(store, operations), device, requests);
      }
      int before = seen.uplinks.size();
      List<Bytes> acted = seen.frames == 0 ? List.of() : List.copyOf(requests);
      try (SqlStore store = open(file)) {
        assertThat(live(seen, store, device, new ArrayList<>(acted))).isTrue();
      }
      assertThat(seen.counters).doesNotHaveDuplicates();
      assertThat(seen.uplinks.size() - before).isLessThanOrEqualTo(3 + (whole ? 0 : 1));
      assertThat(seen.uplinks.size()).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void whatWasCommittedIsThereAndTheRestIsNot() {
    Path file = folder.resolve("kept.db");
    DeviceId one = new DeviceId(-5);
    try (SqlStore store = open(file)) {
      store.save(new StoredDevice(one, 4, 2, 7, Optional.empty(), List.of()));
      store.addDevNonce(one, 65_535);
      store.save(new StoredGroup(GROUP, GROUP_KEYS, 0xffff_ffffL));
      store.commit();
      store.save(new StoredDevice(one, 5, 3, 7, Optional.empty(), List.of()));
      store.addDevNonce(one, 1);
    }
    try (SqlStore store = open(file)) {
      assertThat(store.device(one))
          .contains(new StoredDevice(one, 4, 2, 7, Optional.empty(), List.of()));
      assertThat(store.hasDevNonce(one, 65_535)).isTrue();
      assertThat(store.hasDevNonce(one, 1)).isFalse();
      assertThat(store.group(GROUP)).contains(new StoredGroup(GROUP, GROUP_KEYS, 0xffff_ffffL));
      assertThat(store.device(new DeviceId(9))).isEmpty();
    }
  }

  @Test
  void theSessionInUseIsKeptBesideThoseThatWereOffered() {
    Path file = folder.resolve("offers.db");
    DeviceId one = new DeviceId(5);
    StoredDevice all =
        new StoredDevice(
            one, 4, 2, 7, Optional.of(session(1)), List.of(session(3), session(2), session(9)));
    StoredDevice fewer =
        new StoredDevice(one, 4, 2, 7, Optional.of(session(3)), List.of(session(9)));
    try (SqlStore store = open(file)) {
      store.save(all);
      store.commit();
      assertThat(store.device(one)).contains(all);
      store.save(fewer);
      store.commit();
    }
    try (SqlStore store = open(file)) {
      assertThat(store.device(one)).contains(fewer);
    }
  }

  private static SqlStore open(Path file) {
    SplittableRandom random = new SplittableRandom(1);
    return SqlStore.open(StoreSettings.sqlite(file, random), random);
  }

  private static StoredSession session(int number) {
    StoredSession.Radio radio = new StoredSession.Radio(1, 0, 0);
    return new StoredSession(
        new DevAddr(number), GROUP_KEYS, false, radio, 10 + number, 32, 64, -1, 3);
  }

  @Test
  void aSecondServerDoesNotGetTheFile() {
    Path file = folder.resolve("taken.db");
    try (SqlStore store = open(file)) {
      store.commit();
      assertThatThrownBy(() -> open(file)).isInstanceOf(StoreFault.class);
    }
  }

  @Test
  void aFileThatIsNoDataBaseIsRefused() throws Exception {
    Path file = folder.resolve("no.db");
    Files.writeString(file, "this is a text, and a rather long one at that".repeat(99));
    assertThatThrownBy(() -> open(file)).isInstanceOf(StoreFault.class);
  }
}
