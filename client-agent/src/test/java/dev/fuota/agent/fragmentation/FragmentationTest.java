package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.AesKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TS004 version 1 on a device, beyond the known answers. */
class FragmentationTest {
  private static final Bytes DESCRIPTOR = Bytes.fromHex("4d00c0ff");
  private static final int SIZE = 10;
  private static final int COUNT = 20;

  private final Bench bench = new Bench();
  private final FragmentEncoder block = block(11);

  private static FragmentEncoder block(long seed) {
    byte[] octets = new byte[COUNT * SIZE - 3];
    new SplittableRandom(seed).nextBytes(octets);
    return new FragmentEncoder(Bytes.of(octets), SIZE, ParityMatrix.V1);
  }

  private static FragSessionSetupReq setup(int mask, int blockAckDelay) {
    return new FragSessionSetupReq(mask, 0, COUNT, SIZE, blockAckDelay, 0, 3, DESCRIPTOR);
  }

  private void act(FragmentationDownlink command, Origin origin) {
    Request request = Request.on(201, origin);
    bench.answer(201, bench.fragmentation.onCommand(command, request, bench.now()));
  }

  private List<String> tell(FragmentationDownlink command, Origin origin) {
    act(command, origin);
    return bench.takeSent();
  }

  private void receive(Bytes payload) {
    FragmentationDownlink.commands(PackageVersion.V1)
        .decodeAll(payload)
        .commands()
        .forEach(command -> act(command, Origin.unicast(1)));
  }

  private List<String> tell(FragmentationDownlink command) {
    return tell(command, Origin.unicast(1));
  }

  private void fragment(int n) {
    tell(new DataFragment(0, n, block.fragment(n)));
  }

  private Reception reception() {
    return bench.last(AgentEvent.FragmentReceived.class).reception();
  }

  private FragmentationStatus status() {
    return bench.fragmentation.statuses().get(0);
  }

  private String statusAnswer(int participants) {
    receive(Bytes.of((byte) 1, (byte) participants));
    if (!bench.timers.containsKey(Timer.FRAG_STATUS)) {
      return "none";
    }
    bench.expire(Timer.FRAG_STATUS);
    return bench.takeSent().get(0);
  }

  private void rebuild() {
    while (bench.timers.containsKey(Timer.REBUILD)) {
      bench.expire(Timer.REBUILD);
    }
  }

  // TS004-02, TS004-03, TS004-04, TS004-05, TS004-06, TR-06a, TR-06b
  @ParameterizedTest(name = "index {0}, {1} x {2}, algorithm {3}, padding {4}: {6}")
  @DisplayName("FragSessionSetupAns carries every error bit that applies, and nothing is created")
  @CsvSource({
    "0, 1, 1, 0, 0, 4d00c0ff, 0200",
    "0, 1000, 100, 0, 99, 4d00c0ff, 0200", // exactly the 99,901 octets of the slot
    "0, 1000, 100, 0, 98, 4d00c0ff, 0202",
    "0, 10, 10, 1, 0, 4d00c0ff, 0201",
    "0, 0, 10, 0, 0, 4d00c0ff, 0202",
    "0, 10, 0, 0, 0, 4d00c0ff, 0202",
    "0, 10, 10, 0, 10, 4d00c0ff, 0202", // padding of a whole fragment
    "0, 16384, 1, 0, 0, 4d00c0ff, 0202", // beyond the numbers of fragments
    "0, 60, 200, 0, 0, 4d00c0ff, 0202", // 54 cells fit the log
    "0, 10, 10, 0, 0, 4d00c0fe, 0208",
    "0, 10, 10, 0, 0, 4e00c0ff, 0208",
    "0, 10, 10, 0, 0, 4d000000, 0200",
    "1, 10, 10, 0, 0, 4d00c0ff, 0244",
    "3, 0, 0, 7, 255, 00000000, 02cf"
  })
  void judgesSetups(
      int fragIndex,
      int nbFrag,
      int fragSize,
      int algorithm,
      int padding,
      String descriptor,
      String answer) {
    Bytes classId = Bytes.fromHex("c0ff0000000000000000000000000000");
    int sectors = fragSize == 200 ? 6 + FragmentLog.SPARE_SECTORS : 600;
    SessionLimits limits =
        new SessionLimits(
            1,
            8,
            99_901,
            2048,
            new Geometry(2048, sectors, 8, 0xff),
            wanted -> ImageDescriptor.isFor(classId, wanted),
            wanted -> false);
    FragmentationSettings settings =
        new FragmentationSettings(PackageVersion.V1, 201, AesKey.fromHex("00".repeat(16)), false);
    Fragmentation device =
        new Fragmentation(settings, limits, ParityMatrix::rows, new SplittableRandom(1));
    FragSessionSetupReq request =
        new FragSessionSetupReq(
            1, fragIndex, nbFrag, fragSize, 0, algorithm, padding, Bytes.fromHex(descriptor));
    List<Action> actions =
        device.onCommand(request, Request.on(201, Origin.unicast(0)), bench.now());
    Action last = actions.get(actions.size() - 1);
    assertThat(last).isInstanceOf(Action.Answer.class);
    assertThat(((Action.Answer) last).message().payload(bench.now(), 51).toHex()).isEqualTo(answer);
    boolean accepted = answer.equals("0200");
    assertThat(actions.stream().anyMatch(Action.Save.class::isInstance)).isEqualTo(accepted);
    assertThat(device.statuses().get(0).phase()).isEqualTo(accepted ? Phase.RECEIVING : Phase.NONE);
  }

  // TS004-06
  @Test
  @DisplayName("A refused setup leaves a session that is there as it was")
  void refusalChangesNothing() {
    tell(setup(0, 0));
    fragment(1);
    tell(new FragSessionSetupReq(0, 0, 0, 0, 0, 0, 0, DESCRIPTOR));
    assertThat(status().received()).isEqualTo(1);
    assertThat(bench.fragments).containsOnlyKeys(1);
  }

  @Test
  @DisplayName("What is acknowledged is saved before its answer leaves")
  void savesBeforeAnswering() {
    tell(setup(0, 0));
    assertThat(bench.done).containsSubsequence("Save", "Answer");
    bench.done.clear();
    receive(Bytes.fromHex("0300"));
    assertThat(bench.done).containsSubsequence("Save", "Answer");
  }

  // TS004-10
  @Test
  @DisplayName("A setup repeated before any fragment came is answered again, and changes nothing")
  void repeatedSetup() {
    tell(setup(0, 0));
    Bytes record = bench.saved(NvmKey.FRAG_SESSION_0);
    assertThat(tell(setup(0, 0))).containsExactly("0200");
    assertThat(bench.saved(NvmKey.FRAG_SESSION_0)).isEqualTo(record);
  }

  // TS004-09
  @Test
  @DisplayName("A setup over a session with fragments begins anew, with another session id")
  void overwritingSetup() {
    tell(setup(0, 0));
    fragment(1);
    Bytes record = bench.saved(NvmKey.FRAG_SESSION_0);
    assertThat(tell(setup(0, 0))).containsExactly("0200");
    assertThat(bench.saved(NvmKey.FRAG_SESSION_0)).isNotEqualTo(record);
    assertThat(status().received()).isZero();
    assertThat(bench.done).containsSubsequence("KEEP_MULTICAST_COUNTERS", "OpenLog", "Save");
  }

  // TS004-07, TS004-08
  @Test
  @DisplayName("Only groups of McGroupBitMask are admitted; unicast always is")
  void maskedGroups() {
    tell(setup(0b0100, 0));
    for (int group = 0; group < 4; group++) {
      tell(new DataFragment(0, group + 1, block.fragment(group + 1)), new Origin(group, 0, 1));
    }
    fragment(9);
    assertThat(bench.fragments).containsOnlyKeys(3, 9);
    assertThat(status().received()).isEqualTo(2);
  }

  // TS004-11, TS004-27
  @Test
  @DisplayName("Another size, number 0, another index and no session at all are dropped")
  void unwantedFragments() {
    fragment(1);
    tell(setup(0, 0));
    tell(new DataFragment(0, 1, Bytes.fromHex("00")));
    receive(Bytes.fromHex("080000").concat(block.fragment(1)));
    tell(new DataFragment(1, 1, block.fragment(1)));
    assertThat(status().received()).isZero();
    assertThat(bench.fragments).isEmpty();
    assertThat(bench.sent).isEmpty();
  }

  // TS004-01, TS004-13
  @Test
  @DisplayName("TR-09: the block is rebuilt as soon as enough fragments are there, in any order")
  void rebuildsInAnyOrder() {
    tell(setup(0, 0));
    for (int n = COUNT + 40; bench.count(AgentEvent.BlockDecoded.class) == 0; n--) {
      fragment(n);
    }
    rebuild();
    assertThat(Bytes.of(bench.block)).isEqualTo(plain());
    assertThat(status().phase()).isEqualTo(Phase.SETTLED);
    fragment(1);
    assertThat(reception()).isEqualTo(Reception.REDUNDANT);
  }

  @Test
  @DisplayName("A block waits while the download slot holds what a revert would start")
  void waitsForTheSlot() {
    bench.holdSlot();
    tell(setup(0, 0));
    IntStream.rangeClosed(1, COUNT).forEach(this::fragment);
    rebuild();
    assertThat(status().phase()).isEqualTo(Phase.WAITING);
    assertThat(bench.done).doesNotContain("ReleaseSlot", "WritePage");
    bench.freeSlot();
    rebuild();
    assertThat(Bytes.of(bench.block)).isEqualTo(plain());
  }

  private Bytes plain() {
    Bytes all = Bytes.EMPTY;
    for (int n = 1; n <= COUNT; n++) {
      all = all.concat(block.fragment(n));
    }
    return all.slice(0, all.length() - 3);
  }

  // TS004-17, TS004-20
  @Test
  @DisplayName("MissingFrag is 0 when the block is rebuilt, and not before")
  void missingFrag() {
    tell(setup(0, 0));
    assertThat(statusAnswer(1)).isEqualTo("0100001400");
    for (int n = 1; n < COUNT; n++) {
      fragment(n);
    }
    assertThat(statusAnswer(0)).isEqualTo("0113000100");
    fragment(COUNT);
    assertThat(statusAnswer(0)).as("decoded, but not rebuilt").isEqualTo("0114000100");
    rebuild();
    assertThat(statusAnswer(0)).as("nothing is missing").isEqualTo("none");
    assertThat(statusAnswer(1)).isEqualTo("0114000000");
  }

  @Test
  @DisplayName("Version 1 has no word for a session that does not exist, and says none (TS004-26)")
  void noSessionNoStatus() {
    assertThat(statusAnswer(1)).isEqualTo("none");
    assertThat(bench.sent).isEmpty();
    tell(setup(0, 0));
    assertThat(statusAnswer(1)).startsWith("010000");
  }

  @Test
  @DisplayName("A session waits for its fragments for ever (TS004-24)")
  void noTimeOut() {
    tell(setup(0, 0));
    fragment(1);
    bench.pass(Duration.ofDays(1000));
    fragment(2);
    assertThat(status().received()).isEqualTo(2);
    assertThat(bench.fragments).hasSize(2);
  }

  @ParameterizedTest(name = "{0} fragments, {1} lost")
  @CsvSource({"16383, 0", "16300, 20"})
  @DisplayName("A block has as many fragments as numbers allow (FEC-09)")
  void fullSize(int count, int lost) {
    byte[] plain = new byte[count * 6];
    new SplittableRandom(count).nextBytes(plain);
    FragmentEncoder full = new FragmentEncoder(Bytes.of(plain), 6, ParityMatrix.V1);
    tell(new FragSessionSetupReq(0, 0, count, 6, 0, 0, 0, DESCRIPTOR));
    for (int n = 1; n <= 16_383 && bench.count(AgentEvent.BlockDecoded.class) == 0; n++) {
      if (lost == 0 || n > count || n % (count / lost) != 0) {
        tell(new DataFragment(0, n, full.fragment(n)));
      }
    }
    rebuild();
    assertThat(Bytes.of(bench.block)).isEqualTo(Bytes.of(plain));
  }

  // TS004-12, TS004-19
  @Test
  @DisplayName("NbFragReceived counts repeated fragments too")
  void countsRepeated() {
    tell(setup(0, 0));
    fragment(4);
    fragment(4);
    fragment(COUNT + 1);
    assertThat(statusAnswer(1)).startsWith("010300");
  }

  // TS004-21
  @Test
  @DisplayName("More lost fragments than matrix rows: the status says so, uncoded ones still help")
  void matrixMemory() {
    FragmentEncoder large = encoder(100);
    tell(new FragSessionSetupReq(0, 0, 100, SIZE, 0, 0, 0, DESCRIPTOR));
    for (int n = 101; n <= 140; n++) {
      tell(new DataFragment(0, n, large.fragment(n)));
    }
    assertThat(reception()).isEqualTo(Reception.MEMORY_EXCEEDED);
    assertThat(statusAnswer(1)).endsWith("01");
    for (int n = 1; n <= 100; n++) {
      tell(new DataFragment(0, n, large.fragment(n)));
    }
    assertThat(bench.count(AgentEvent.BlockDecoded.class)).isEqualTo(1);
  }

  private static FragmentEncoder encoder(int count) {
    byte[] octets = new byte[count * SIZE];
    new SplittableRandom(count).nextBytes(octets);
    return new FragmentEncoder(Bytes.of(octets), SIZE, ParityMatrix.V1);
  }

  // TS004-18
  @ParameterizedTest(name = "BlockAckDelay {0}: up to {1} s")
  @CsvSource({"0, 16", "1, 32", "7, 2048"})
  @DisplayName("TP-14: status answers are spread uniformly over 2^(BlockAckDelay + 4) s")
  void spreadsAnswers(int blockAckDelay, int longest) {
    tell(setup(0, blockAckDelay));
    double sum = 0;
    Set<Duration> seen = new HashSet<>();
    int draws = 400;
    for (int i = 0; i < draws; i++) {
      receive(Bytes.fromHex("0101"));
      Duration delay = bench.left(Timer.FRAG_STATUS);
      assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(longest));
      sum += delay.toMillis() / 1000.0;
      seen.add(delay);
      bench.expire(Timer.FRAG_STATUS);
    }
    assertThat(sum / draws).isBetween(0.45 * longest, 0.55 * longest);
    assertThat(seen).hasSizeGreaterThan(draws / 2);
    assertThat(bench.takeSent()).hasSize(draws);
  }

  @Test
  @DisplayName("Several requests within one delay are answered each, but no more than four")
  void boundedAnswers() {
    tell(setup(0, 7));
    for (int i = 0; i < 100; i++) {
      receive(Bytes.fromHex("0101"));
    }
    while (bench.timers.containsKey(Timer.FRAG_STATUS)) {
      bench.expire(Timer.FRAG_STATUS);
    }
    assertThat(bench.takeSent()).hasSize(4);
  }

  @Test
  @DisplayName("A status request by multicast keeps the group's counter before it is answered")
  void statusByMulticast() {
    tell(setup(1, 0));
    bench.done.clear();
    tell(new FragSessionStatusReq(true, 0), new Origin(0, 0, 9));
    assertThat(bench.done).containsExactly("KEEP_MULTICAST_COUNTERS", "Start");
  }

  @Test
  @DisplayName("A fragment that flash does not keep is not counted on")
  void flashFault() {
    tell(setup(0, 0));
    fragment(1);
    bench.flashFails = true;
    fragment(2);
    assertThat(reception()).isEqualTo(Reception.NOT_KEPT);
    bench.flashFails = false;
    for (int n = 3; n <= COUNT; n++) {
      fragment(n);
    }
    assertThat(status().missing()).isEqualTo(1);
    fragment(2);
    rebuild();
    assertThat(Bytes.of(bench.block)).isEqualTo(plain());
  }

  @Test
  @DisplayName("A fragment that went bad in flash is wanted again")
  void badCellAtTheEnd() {
    tell(setup(0, 0));
    for (int n = 1; n < COUNT; n++) {
      fragment(n);
    }
    bench.fragments.remove(7);
    fragment(COUNT);
    assertThat(status().phase()).isEqualTo(Phase.RECEIVING);
    assertThat(status().missing()).isEqualTo(1);
    fragment(7);
    rebuild();
    assertThat(Bytes.of(bench.block)).isEqualTo(plain());
  }

  @Test
  @DisplayName(
      "A slot that cannot be written is tried three times, then the image is judged as it is")
  void slotFails() {
    tell(setup(0, 0));
    for (int n = 1; n < COUNT; n++) {
      fragment(n);
    }
    fragment(COUNT);
    bench.flashFails = true;
    rebuild();
    assertThat(bench.done.stream().filter("WritePage"::equals).count()).isEqualTo(3);
    assertThat(bench.count(AgentEvent.ImageRefused.class)).isEqualTo(1);
  }
}
