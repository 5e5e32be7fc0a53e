package dev.fuota.agent.multicast;

import static dev.fuota.agent.multicast.GroupBench.NOW;
import static dev.fuota.agent.multicast.GroupBench.classB;
import static dev.fuota.agent.multicast.GroupBench.classC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Timer;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.RootKeyKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How session requests are answered, in both versions. */
class SessionRequestTest {
  /** Bits of the answer: 2 DR error, 3 Freq error, 4 McGroup undefined, 5 StartMissed. */
  @ParameterizedTest(name = "version {0}: group {1}, frequency {2}, data rate {3}, {4} s: {5}")
  @CsvSource({
    "V1, 1, 869525000, 15,  100, 0405",
    "V1, 1, 100000000,  3,  100, 0409",
    "V1, 1, 100000000, 15,  100, 040d",
    "V1, 2, 100000000, 15,  100, 041e",
    "V1, 1, 100000000, 15, -100, 041d",
    "V2, 2, 100000000, 15,  100, 041e",
    "V2, 1, 100000000, 15, -100, 042d",
    "V2, 2, 100000000, 15, -100, 043e",
    "V2, 1,         0,  3,  100, 0409",
    "V2, 1, 2425000000, 3,  100, 0409",
  })
  @DisplayName("TS005-09: all error bits that hold are set together, and the answer is one octet")
  void allErrors(
      PackageVersion version, int group, long frequency, int dataRate, int start, String answer) {
    GroupBench device = new GroupBench(version).withGroups();
    assertThat(device.tell(new McClassCSessionReq(group, NOW + start, 5, frequency, dataRate)))
        .containsExactly(answer);
  }

  // TS005-12 TS005-13: the second that begins now is not past, the one before is
  @ParameterizedTest(name = "version {0}: now {1}, a second ago {2}")
  @CsvSource({"V1, 0401000000, 0411", "V2, 0401000000, 0421"})
  @DisplayName("TS005-12, TS005-13: a start in the past is refused, in each version by its own bit")
  void startInThePast(PackageVersion version, String now, String before) {
    GroupBench device = new GroupBench(version).withGroups();
    assertThat(device.tell(classC(1, NOW - 1, 5))).containsExactly(before);
    assertThat(device.tell(classC(1, NOW, 5))).containsExactly(now);
  }

  @Test
  @DisplayName("TS005-12: StartMissed comes with McGroup undefined only for servers that need it")
  void startMissedWithUndefined() {
    var settings =
        new MulticastSettings(
            PackageVersion.V2, Bench.GEN_APP_KEY, RootKeyKind.GEN_APP_KEY, 4, false, true, false);
    GroupBench device = new GroupBench(settings).withGroups();
    assertThat(device.tell(classC(1, NOW - 1, 5))).containsExactly("0431");
    assertThat(device.tell(classB(1, NOW - 128, 5))).containsExactly("0531");
    assertThat(device.tell(classC(1, NOW + 1, 5))).containsExactly("0401010000");
  }

  @Test
  @DisplayName(
      "TS005-12: a class B session of the running beacon period is entered only if allowed")
  void lateClassB() {
    GroupBench strict = new GroupBench(PackageVersion.V1).withGroups();
    assertThat(strict.tell(classB(1, NOW - 1, 5))).containsExactly("0511");
    var settings =
        new MulticastSettings(
            PackageVersion.V1, Bench.GEN_APP_KEY, RootKeyKind.GEN_APP_KEY, 4, false, false, true);
    GroupBench device = new GroupBench(settings).withGroups();
    assertThat(device.tell(classB(1, NOW - 127, 5))).containsExactly("0501000000");
    assertThat(device.tell(classB(2, NOW - 128, 5))).containsExactly("0512");
    assertThat(device.tell(classC(3, NOW - 1, 5))).containsExactly("0413");
  }

  // TS005-10: 2^24 - 2 s fit the field, 2^24 - 1 s is what "more" looks like too
  @ParameterizedTest(name = "in {0} s: {1}")
  @CsvSource({"16777214, 0401feffff", "16777215, 0401ffffff", "16777216, 0401ffffff"})
  @DisplayName("TS005-10: a TimeToStart beyond 24 bits is 0xFFFFFF")
  void farAway(long seconds, String answer) {
    GroupBench device = new GroupBench(PackageVersion.V2).withGroups();
    assertThat(device.tell(classC(1, NOW + seconds, 5))).containsExactly(answer);
  }

  @ParameterizedTest(name = "version {0}")
  @EnumSource
  @DisplayName("TS005-14: a refused request leaves the accepted session of its group alone")
  void refusedLeavesAlone(PackageVersion version) {
    GroupBench device = new GroupBench(version).withGroups();
    device.tell(classC(1, NOW + 100, 5));
    device.bench.done.clear();
    device.tell(new McClassCSessionReq(1, NOW + 500, 9, 100_000_000, 3));
    device.tell(new McClassBSessionReq(1, NOW + 1280, 9, 1, 0, 15));
    device.tell(classC(1, NOW - 1, 5));
    assertThat(device.bench.done).doesNotContain("Save", "Start", "Stop");
    assertThat(device.bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(98));
  }

  @ParameterizedTest(name = "version {0}")
  @EnumSource
  @DisplayName(
      "TS005-15: a repeated request is answered with the TimeToStart of now, without a write")
  void repeated(PackageVersion version) {
    GroupBench device = new GroupBench(version).withGroups();
    assertThat(device.tell(classC(1, NOW + 100, 5))).containsExactly("0401640000");
    device.bench.done.clear();
    device.bench.pass(Duration.ofSeconds(40));
    assertThat(device.tell(classC(1, NOW + 100, 5))).containsExactly("04013c0000");
    assertThat(device.bench.done).containsExactly("Answer");
  }

  /**
   *
   *
   * <pre>
   * server                          device
   * class C for group 0, now   -->  accepted, runs
   * class B for group 1        -->  DR error + Freq error
   *                                 the class C session ends
   * class B for group 1        -->  accepted
   * </pre>
   */
  @Test
  @DisplayName("TS005-19: in version 2 class B is refused while class C runs")
  void noClassBInClassC() {
    GroupBench device = new GroupBench(PackageVersion.V2).withGroups();
    device.tell(classC(0, NOW + 10, 5));
    assertThat(device.tell(classB(1, NOW + 1280, 1))).as("not yet").containsExactly("0501000500");
    device.at(NOW + 10);
    assertThat(device.tell(classB(1, NOW + 1408, 1))).as("while it runs").containsExactly("050d");
    device.at(NOW + 42);
    assertThat(device.tell(classB(1, NOW + 1408, 1))).as("behind it").containsExactly("0501560500");
  }

  @Test
  @DisplayName("TS005-19: in version 2 class C is refused while class B runs, for any group")
  void noClassCInClassB() {
    GroupBench device = new GroupBench(PackageVersion.V2).withGroups();
    device.tell(classB(1, NOW + 128, 0));
    device.at(NOW + 128);
    assertThat(device.tell(classC(0, NOW + 200, 1))).containsExactly("040c");
    assertThat(device.tell(classC(1, NOW + 200, 1))).containsExactly("040d");
    device.at(NOW + 256);
    assertThat(device.tell(classC(0, NOW + 300, 1))).containsExactly("04002c0000");
  }

  @Test
  @DisplayName("Version 1 has no such rule: the session of the other class is taken as well")
  void versionOneTakesBoth() {
    GroupBench device = new GroupBench(PackageVersion.V1).withGroups();
    device.tell(classC(0, NOW, 8));
    assertThat(device.tell(classB(1, NOW + 128, 1))).containsExactly("0501800000");
    assertThat(device.listens(0)).isTrue();
    assertThat(device.listens(1)).isTrue();
  }

  /**
   *
   *
   * <pre>
   * server                 device without the time
   * request           -->  accepted, TimeToStart 0xFFFFFF; asks for the time
   * AppTimeAns        -->  a second before the end: listens; at the end: not any more
   * </pre>
   */
  @ParameterizedTest(name = "the time comes {0} s after the start: listens {1}")
  @CsvSource({"-3, false", "-2, true", "0, true", "31, true", "32, false"})
  @DisplayName("TS005-16: without the time a session is accepted, and entered late while not over")
  void withoutTime(int seconds, boolean listens) {
    GroupBench device = new GroupBench(PackageVersion.V2).withGroups();
    device.bench.loseClock();
    MulticastDownlink request = classC(1, NOW - 1000, 5);
    assertThat(device.tell(request)).containsExactly("0401ffffff");
    assertThat(device.bench.done).contains("NEED_TIME");
    assertThat(device.listens(1)).isFalse();
    device.at(NOW - 1000 + seconds);
    assertThat(device.listens(1)).isEqualTo(listens);
  }
}
