package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TS004 version 2 on a device: counters, MIC and reports. The block is a known answer. */
class FragmentationV2Test {
  private static final AesKey ROOT_KEY = AesKey.fromHex("c51d127b919148b23fd1d750864c4d2f");

  /** Index 2, 11 fragments of 14 octets, padding 5, a file. */
  private static final String SETUP = "02200b000e0005f545f878d2029abcd889";

  private static final String WITH_REPORT = "02200b000e4005f545f878d2029abcd889";
  private static final String WRONG_MIC = "02200b000e4005f545f878d2029abcd888";
  private static final String NEXT_COUNTER = "02200b000e0005f545f878d302468e7bbd";
  private static final List<String> FRAGMENTS =
      List.of(
          "0801807b943599f33c61ffb745599ac0e2",
          "0802801f65bcaf7f8289534635a01c2c39",
          "080380302860b753ad525d88d1a67e4300",
          "0804800fb32128025d24a74cac55ae47dc",
          "080580a26866bc9a412d4706add4188d58",
          "08068078a30e02188614be335c788ad391",
          "0807805aa2dd8d157de3f1d08f6636bcb4",
          "0808804c5097491180c0cf78aa02f2c288",
          "0809805e1aa68728124d4647f35005ef9f",
          "080a80a14a7ed2c08fa7406529ad310f75",
          "080b802121138e75c441f6f40000000000");

  private final FragBench device = new FragBench(PackageVersion.V2, ROOT_KEY);

  private void receiveAll() {
    FRAGMENTS.forEach(device::rx);
    device.work();
  }

  // TS004-36
  // TS004-25
  @Test
  @DisplayName("A block with the right MIC is given to the application, without padding (TS004-36)")
  void rightMic() {
    assertThat(device.rx(SETUP)).containsExactly("0280");
    receiveAll();
    assertThat(device.phase(2)).isEqualTo(Phase.COMPLETE);
    assertThat(device.count(AgentEvent.BlockComplete.class)).isEqualTo(1);
    assertThat(device.read(2).length()).isEqualTo(149);
    assertThat(device.read(2).toHex())
        .startsWith("7b943599f33c61ffb745599ac0e21f65bcaf")
        .endsWith("2121138e75c441f6f4");
    assertThat(device.status("0105")).isEqualTo("01000b8000");
  }

  @Test
  @DisplayName("A block with a wrong MIC is given to nobody, and the status says so (TS004-37)")
  void wrongMic() {
    device.rx(WRONG_MIC);
    receiveAll();
    assertThat(device.phase(2)).isEqualTo(Phase.FAILED);
    assertThat(device.machine().block(2)).isEmpty();
    assertThat(device.count(AgentEvent.BlockComplete.class)).isZero();
    assertThat(device.count(AgentEvent.BlockFailed.class)).isEqualTo(1);
    assertThat(device.expire(Timer.FRAG_REPORT)).containsExactly("0406");
    assertThat(device.status("0105")).isEqualTo("01020b8000");
    device.reset();
    assertThat(device.status("0105")).isEqualTo("01020b8000");
    device.rx(FRAGMENTS.get(3));
    assertThat(device.status("0105")).as("a fragment more").isEqualTo("01020b8000");
    assertThat(device.rx(NEXT_COUNTER)).containsExactly("0280");
    assertThat(device.status("0105")).as("a new start").isEqualTo("010000800b");
  }

  @Test
  @DisplayName("Firmware with a wrong MIC does not touch the download slot (TS004-37)")
  void wrongMicOfFirmware() {
    device.bench.marked = true;
    device.rx("02200b000e40054d45f878d2029abcd889"); // the MIC is that of another descriptor
    receiveAll();
    assertThat(device.phase(2)).isEqualTo(Phase.FAILED);
    assertThat(device.bench.done).doesNotContain("WritePage", "ReleaseSlot");
    assertThat(device.bench.marked).isTrue();
  }

  @Test
  @DisplayName("Before the block is rebuilt nobody speaks of a MIC error (TS004-38)")
  void micErrorOnlyWhenRebuilt() {
    device.rx(WRONG_MIC);
    FRAGMENTS.subList(0, 10).forEach(device::rx);
    assertThat(device.status("0105")).isEqualTo("01000a8001");
    device.rx(FRAGMENTS.get(10));
    assertThat(device.status("0105")).as("not checked yet").isEqualTo("01000b8001");
  }

  @Test
  @DisplayName(
      "Without session the status is one octet, and only who asks alone gets it (TS004-31)")
  void noSession() {
    assertThat(device.rx("0105")).containsExactly("0104");
    assertThat(device.rx("0104")).as("Participants = 0").isEmpty();
    assertThat(device.rx("0105", new Origin(1, 0, 5))).as("multicast").isEmpty();
    assertThat(device.runs(Timer.FRAG_STATUS)).isFalse();
  }

  @Test
  @DisplayName("A counter counts as used when the first fragment comes, not before (TS004-34)")
  void counterIsSpentByTheFirstFragment() {
    assertThat(device.rx(SETUP)).containsExactly("0280");
    assertThat(device.rx(WITH_REPORT)).as("another setup").containsExactly("0280");
    assertThat(device.bench.nvm).doesNotContainKey(NvmKey.FRAG_COUNTER_2);
    device.bench.done.clear();
    device.rx(FRAGMENTS.get(0));
    assertThat(device.bench.done).containsSubsequence("Save", "StoreFragment");
    assertThat(device.bench.saved(NvmKey.FRAG_COUNTER_2).toHex()).isEqualTo("01d2020000");
    assertThat(device.rx(WITH_REPORT)).containsExactly("0290");
  }

  @Test
  @DisplayName("A counter that was used is refused with bit 4; the session goes on (TS004-33)")
  void replayedSetup() {
    device.rx(SETUP);
    device.rx(FRAGMENTS.get(0));
    assertThat(device.rx(SETUP)).containsExactly("0290");
    assertThat(device.rx("02200b000e0005f545f878d102a1cf0ba5")).as("lower").containsExactly("0290");
    assertThat(device.status("0105")).isEqualTo("010001800a");
    assertThat(device.rx("02200b000e0205f545f878d1029abcd889")).containsExactly("0290");
  }

  @Test
  @DisplayName("The counter survives resets, deletion and other indexes (TS004-32)")
  void counterIsKept() {
    device.rx(SETUP);
    device.rx(FRAGMENTS.get(0));
    device.rx("0302");
    assertThat(device.rx(SETUP)).containsExactly("0290");
    device.reset();
    assertThat(device.rx(SETUP)).containsExactly("0290");
    assertThat(device.rx("02300b000e0005f545f878d2029abcd889"))
        .as("index 3")
        .containsExactly("02c0");
    assertThat(device.rx("02200b000e0005f545f87800009abcd889")).containsExactly("0290");
  }

  @Test
  @DisplayName("The first counter of all may be 0 (TS004-32)")
  void counterBeginsBelowZero() {
    assertThat(device.rx("02200b000e0005f545f87800009abcd889")).containsExactly("0280");
    device.rx(FRAGMENTS.get(0));
    assertThat(device.rx("02200b000e0005f545f87800009abcd889")).containsExactly("0290");
    assertThat(device.rx("02200b000e0005f545f87801009abcd889")).containsExactly("0280");
  }

  @Test
  @DisplayName("With counter 65535 used the index is spent (TS004-41)")
  void counterIsSpent() {
    assertThat(device.rx("02200b000e0005f545f878ffff9abcd889")).containsExactly("0280");
    device.rx(FRAGMENTS.get(0));
    for (String counter : List.of("0000", "d302", "ffff")) {
      assertThat(device.rx("02200b000e0005f545f878" + counter + "9abcd889"))
          .containsExactly("0290");
    }
  }

  @Test
  @DisplayName("Of setups with rising counters the last one counts, with its MIC (TS004-35)")
  void risingCounters() {
    assertThat(device.rx("02200b000e0005f545f878d0021234567a")).containsExactly("0280");
    assertThat(device.rx("02200b000e0005f545f878d102a1cf0ba5")).containsExactly("0280");
    assertThat(device.rx(NEXT_COUNTER)).containsExactly("0280");
    receiveAll();
    assertThat(device.phase(2)).isEqualTo(Phase.COMPLETE);
    assertThat(device.rx(NEXT_COUNTER)).containsExactly("0290");
  }

  @ParameterizedTest(name = "BlockAckDelay {0}: up to {2} s")
  @CsvSource({"0, 40, 16", "3, 43, 128"})
  @DisplayName("A rebuilt block is reported after a random delay, three times at most (TS004-39)")
  void reports(int blockAckDelay, String control, int longest) {
    device.rx(WITH_REPORT.substring(0, 10) + control + WITH_REPORT.substring(12));
    receiveAll();
    assertThat(device.bench.left(Timer.FRAG_REPORT))
        .as("BlockAckDelay %d", blockAckDelay)
        .isBetween(Duration.ZERO, Duration.ofSeconds(longest));
    assertThat(device.expire(Timer.FRAG_REPORT)).containsExactly("0402");
    for (int repetition = 0; repetition < 2; repetition++) {
      assertThat(device.bench.left(Timer.FRAG_REPORT))
          .isBetween(Duration.ofSeconds(longest), Duration.ofSeconds(2L * longest));
      assertThat(device.expire(Timer.FRAG_REPORT)).containsExactly("0402");
    }
    assertThat(device.runs(Timer.FRAG_REPORT)).isFalse();
  }

  @Test
  @DisplayName("The delay of a report is spread over all of 0..16 s (TS004-39)")
  void reportDelays() {
    device.rx(WITH_REPORT);
    receiveAll();
    double sum = 0;
    int draws = 300;
    for (int i = 0; i < draws; i++) {
      device.reset(); // draws anew
      sum += device.bench.left(Timer.FRAG_REPORT).toMillis() / 1000.0;
    }
    assertThat(sum / draws).isBetween(6.5, 9.5);
  }

  @Test
  @DisplayName("The server's answer ends the reports; one for another index does not (TS004-39)")
  void reportIsAnswered() {
    device.rx(WITH_REPORT);
    receiveAll();
    device.expire(Timer.FRAG_REPORT);
    assertThat(device.rx("0401")).isEmpty();
    assertThat(device.rx("0402", new Origin(1, 0, 1))).as("multicast").isEmpty();
    assertThat(device.runs(Timer.FRAG_REPORT)).isTrue();
    assertThat(device.rx("0402")).isEmpty();
    device.reset();
    assertThat(device.runs(Timer.FRAG_REPORT)).isFalse();
  }

  @Test
  @DisplayName("Without AckReception nothing is reported (TS004-39)")
  void noReport() {
    device.rx(SETUP);
    receiveAll();
    assertThat(device.runs(Timer.FRAG_REPORT)).isFalse();
  }

  @Test
  @DisplayName("NVM-01: reports go on after a reset, and their number stays bounded (TS004-39)")
  void reportsSurviveResets() {
    device.rx(WITH_REPORT);
    receiveAll();
    for (int sent = 0; sent < 3; sent++) {
      device.reset();
      assertThat(device.expire(Timer.FRAG_REPORT)).containsExactly("0402");
    }
    device.reset();
    assertThat(device.runs(Timer.FRAG_REPORT)).isFalse();
  }

  @Test
  @DisplayName("A block that is being checked is checked anew after a reset")
  void resetWhileChecking() {
    device.rx(SETUP);
    FRAGMENTS.forEach(device::rx);
    assertThat(device.phase(2)).isEqualTo(Phase.CHECKING);
    device.reset();
    assertThat(device.phase(2)).isEqualTo(Phase.CHECKING);
    device.work();
    assertThat(device.phase(2)).isEqualTo(Phase.COMPLETE);
    device.reset();
    assertThat(device.read(2).length()).as("still readable").isEqualTo(149);
    assertThat(device.status("0105")).isEqualTo("01000b8000");
  }

  @Test
  @DisplayName("The device never reboots by itself because a block is complete (TS004-40)")
  void noRebootOfItsOwn() {
    device.rx(WITH_REPORT);
    receiveAll();
    assertThat(device.bench.reboots).isZero();
    assertThat(device.bench.timers).doesNotContainKey(Timer.REBOOT);
  }

  @Test
  @DisplayName("A session of the other version does not go on")
  void otherVersion() {
    device.rx(SETUP);
    FragBench old = new FragBench(PackageVersion.V1, ROOT_KEY);
    old.bench.nvm.putAll(device.bench.nvm);
    old.reset();
    assertThat(old.phase(2)).isEqualTo(Phase.NONE);
  }
}
