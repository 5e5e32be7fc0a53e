package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.LinkedDevice;
import dev.fuota.agent.rig.TestDevice;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TS004-23: four blocks at once, each over a group of its own, their fragments interleaved and many
 * lost. Block 0 is firmware, the others are files.
 */
class FourSessionsTest {
  private static final List<Tear> TEARS = List.of(Tear.values());
  private static final int LOG_SECTORS = 16;
  private static final int[] FRAG_SIZES = {40, 30, 55, 20};
  private static final List<Bytes> BLOCKS =
      List.of(Firmware.image(Firmware.V2, 300), file(1, 500), file(2, 901), file(3, 300));

  private final SplittableRandom air = new SplittableRandom(4);
  private PackageVersion version = PackageVersion.V1;
  private LinkedDevice device = newDevice(1);
  private List<FragmentEncoder> encoders = List.of();
  private final long[] nextFCnt = new long[4];

  private static Bytes file(long seed, int octets) {
    byte[] content = new byte[octets];
    new SplittableRandom(seed).nextBytes(content);
    return Bytes.of(content);
  }

  private void begin(PackageVersion speaks, long seed) {
    version = speaks;
    device = newDevice(seed);
    Arrays.fill(nextFCnt, 0);
    encoders =
        IntStream.range(0, 4)
            .mapToObj(
                i -> new FragmentEncoder(BLOCKS.get(i), FRAG_SIZES[i], ParityMatrix.of(version)))
            .toList();
  }

  private LinkedDevice newDevice(long seed) {
    ApplicationPolicy policy =
        new ApplicationPolicy(Duration.ofMinutes(1), what -> what.at(0) == 0xf1, false);
    AgentConfig config =
        new AgentConfig(
            new Hardware(Firmware.CLASS_ID, 1),
            DeviceKeys.ofGenAppKey(TestDevice.GEN_APP_KEY, Firmware.TRUSTED),
            Packages.all(version),
            new DeviceLimits(4, 4, 32),
            policy,
            Compatibility.STRICT);
    return new LinkedDevice(new Simulation(seed), config, LOG_SECTORS);
  }

  private void setUp() {
    for (int i = 0; i < 4; i++) {
      McGroupSetupReq group =
          new McGroupSetupReq(
              i, new DevAddr(0x100 + i), file(20 + i, AesKey.LENGTH), 0, 0xffff_ffffL);
      device.untilAnswered(200, group, String.format("02%02x", i));
      device.untilAnswered(201, setup(i), String.format("02%02x", i << 6));
    }
  }

  private Command setup(int i) {
    Bytes descriptor = Bytes.fromHex(i == 0 ? "4d000000" : "f1000000");
    int mask = 1 << i;
    int count = encoders.get(i).count();
    int padding = encoders.get(i).padding();
    if (version == PackageVersion.V1) {
      return new FragSessionSetupReq(mask, i, count, FRAG_SIZES[i], 0, 0, padding, descriptor);
    }
    AesKey key = DataBlockMic.integrityKey(TestDevice.GEN_APP_KEY);
    DataBlockMic mic = new DataBlockMic(key, 5, i, descriptor, BLOCKS.get(i).length());
    mic.update(BLOCKS.get(i).toArray(), 0, BLOCKS.get(i).length());
    return new FragSessionSetupReqV2(
        mask, i, count, FRAG_SIZES[i], 0, 0, true, padding, descriptor, 5, mic.mic());
  }

  /** Sends fragments of all blocks in turn, coded ones too, until the device needs no more. */
  private void send(int lostOutOfTen) {
    for (int n = 1; !isDone(); n++) {
      assertThat(n).as("%s", device.events).isLessThan(400);
      for (int i = 0; i < 4; i++) {
        long fCnt = nextFCnt[i]++;
        if (air.nextInt(10) >= lostOutOfTen) {
          DataFragment fragment = new DataFragment(i, n, encoders.get(i).fragment(n));
          device.hear(201, fragment.encode(), i, fCnt);
        }
        device.world.run(Duration.ofMillis(250));
        reviveIfDead();
      }
    }
  }

  private void reviveIfDead() {
    if (!device.power.isOn()) {
      device.reviveIfDead();
      if (device.power.isOn()) {
        assertCountersCameBack();
      }
    }
  }

  /** A frame that brought a stored fragment is never accepted again. */
  private void assertCountersCameBack() {
    device
        .groups
        .values()
        .forEach(
            group ->
                assertThat(group.lastFCnt())
                    .as("group %d", group.groupId())
                    .isGreaterThanOrEqualTo(lastStored(group.groupId())));
  }

  /** Fragment n of each block travels with counter n - 1. */
  private long lastStored(int fragIndex) {
    return device.events.stream()
        .filter(AgentEvent.FragmentReceived.class::isInstance)
        .map(AgentEvent.FragmentReceived.class::cast)
        .filter(event -> event.fragIndex() == fragIndex)
        .filter(event -> event.reception() == Reception.STORED)
        .mapToInt(event -> event.n() - 1)
        .max()
        .orElse(-1);
  }

  private boolean isDone() {
    if (!device.power.isOn()) {
      return false;
    }
    List<Phase> phases =
        device.agent().status().sessions().stream().map(FragmentationStatus::phase).toList();
    return phases.equals(List.of(Phase.SETTLED, Phase.COMPLETE, Phase.COMPLETE, Phase.COMPLETE));
  }

  private void assertAllRight() {
    for (int i = 1; i < 4; i++) {
      BlockReader block = device.agent().block(i).orElseThrow();
      byte[] octets = new byte[block.length()];
      assertThat(block.read(0, octets)).isEqualTo(octets.length);
      assertThat(Bytes.of(octets)).as("file %d", i).isEqualTo(BLOCKS.get(i));
    }
    assertThat(device.agent().status().waiting()).contains(Firmware.V2);
    assertThat(device.agent().block(0)).as("firmware").isEmpty();
  }

  @ParameterizedTest(name = "version {0}")
  @EnumSource(PackageVersion.class)
  @DisplayName("TS004-23: four blocks arrive at once, with half of the fragments lost")
  void allFour(PackageVersion speaks) {
    begin(speaks, 1);
    device.powerUp();
    setUp();
    send(4);
    assertAllRight();
    device.world.run(Duration.ofSeconds(1));
    device.powerUp(); // after a reset they are still there
    assertAllRight();
  }

  @ParameterizedTest(name = "version {0}, cut from {1}")
  @MethodSource("cuts")
  @DisplayName("NVM-01, TS004-23: a cut at any flash operation spoils none of the four blocks")
  void survivesACutAtEveryOperation(PackageVersion speaks, int first, int step) {
    begin(speaks, 1);
    device.powerUp();
    setUp();
    send(0);
    long operations = device.power.operations();
    for (long cut = first; cut <= operations; cut += step) {
      begin(speaks, 1);
      device.powerUp();
      device.power.cutAt(device.power.operations() + cut, TEARS.get((int) (cut % TEARS.size())));
      setUp();
      send(0);
      assertAllRight();
    }
  }

  static Stream<Arguments> cuts() {
    return Arrays.stream(PackageVersion.values()).map(each -> Arguments.of(each, 1, 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("NVM-01, TS004-23: many cuts, in the recovery too, spoil none of the four blocks")
  void survivesManyCuts(long seed) {
    begin(seed % 2 == 0 ? PackageVersion.V1 : PackageVersion.V2, seed);
    SplittableRandom random = new SplittableRandom(seed);
    device.powerUp();
    setUp();
    for (int cut = 0; cut < 25; cut++) {
      Tear tear = TEARS.get(random.nextInt(TEARS.size()));
      device.power.cutAt(device.power.operations() + random.nextLong(1, 12), tear);
      sendSome(random.nextInt(1, 6));
    }
    send(2);
    assertAllRight();
  }

  private void sendSome(int rounds) {
    for (int round = 0; round < rounds && !isDone(); round++) {
      for (int i = 0; i < 4; i++) {
        int n = (int) ++nextFCnt[i];
        DataFragment fragment = new DataFragment(i, n, encoders.get(i).fragment(n));
        device.hear(201, fragment.encode(), i, n - 1);
        device.world.run(Duration.ofMillis(250));
        reviveIfDead();
      }
    }
  }

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(20);
  }
}
