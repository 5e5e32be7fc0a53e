package dev.fuota.agent.multicast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TS005 version 1 on a device, beyond the known answers. */
class MulticastSetupTest {
  private static final long NOW = 1_400_000_000;
  private static final Bytes KEY = Bytes.fromHex("00112233445566778899aabbccddeeff");
  private static final Bytes OTHER_KEY = Bytes.fromHex("ff112233445566778899aabbccddeeff");

  private Bench bench = new Bench();

  private List<String> tell(MulticastDownlink command) {
    bench.answer(200, bench.multicast.onCommand(command, bench.now()));
    return bench.takeSent();
  }

  private static McGroupSetupReq group(Bytes key, long min, long max) {
    return new McGroupSetupReq(1, DevAddr.fromHex("01020304"), key, min, max);
  }

  private void defineGroup() {
    tell(group(KEY, 0, 1000));
  }

  private static McClassCSessionReq session(long start, int timeOut) {
    return new McClassCSessionReq(1, start, timeOut, 869_525_000, 3);
  }

  private void setClock() {
    bench.setClock(new GpsTime(NOW));
  }

  private void heard(long fCnt) {
    bench.multicast.onHeard(bench.multicast.origin(1, fCnt));
  }

  /** The device after a reset; its clock is not synchronised. */
  private void reset() {
    Bench next = new Bench();
    for (int id = 0; id < 4; id++) {
      Bytes octets = bench.nvm.get(NvmKey.group(id));
      if (octets != null) {
        next.multicast.load(id, octets);
        next.nvm.put(NvmKey.group(id), octets);
      }
    }
    bench = next;
    bench.perform(bench.multicast.start(bench.now()));
  }

  @Test
  @DisplayName("A group and the counters that were kept survive a reset")
  void groupSurvives() {
    defineGroup();
    heard(41);
    bench.keepMulticastCounters();
    reset();
    assertThat(bench.group(1).lastFCnt()).isEqualTo(41);
    assertThat(bench.group(1).mcAddr()).hasToString("01020304");
    assertThat(bench.group(1).maxMcFCnt()).isEqualTo(1000);
  }

  // TS005-04
  @Test
  @DisplayName("With the same key what was heard stays heard; with another key it starts anew")
  void countersHangOnTheKey() {
    defineGroup();
    heard(41);
    tell(group(KEY, 0, 2000));
    assertThat(bench.group(1).lastFCnt()).isEqualTo(41);
    tell(group(OTHER_KEY, 0, 2000));
    assertThat(bench.group(1).lastFCnt()).isEqualTo(-1);
  }

  @Test
  @DisplayName("What was heard under an earlier key does not count for the present one")
  void originsOfAnEarlierKey() {
    defineGroup();
    var before = bench.multicast.origin(1, 500);
    tell(group(OTHER_KEY, 0, 1000));
    bench.multicast.onHeard(before);
    reset();
    assertThat(bench.group(1).lastFCnt()).isEqualTo(-1);
  }

  // TS005-21
  @Test
  @DisplayName("A setup that only repeats itself is answered, and a session goes on")
  void repeatedSetup() {
    setClock();
    defineGroup();
    tell(session(NOW + 1, 10));
    assertThat(bench.openSessions).containsKey(1);
    bench.done.clear();
    assertThat(tell(group(KEY, 0, 1000))).containsExactly("0201");
    assertThat(bench.done).containsExactly("Answer");
    assertThat(bench.openSessions).containsKey(1);
    tell(group(OTHER_KEY, 0, 1000));
    assertThat(bench.openSessions).isEmpty();
  }

  @Test
  @DisplayName("What is acknowledged is saved before its answer leaves")
  void savesBeforeAnswering() {
    setClock();
    for (MulticastDownlink command :
        List.of(group(KEY, 0, 9), session(NOW + 100, 3), new McGroupDeleteReq(1))) {
      bench.done.clear();
      tell(command);
      assertThat(bench.done.get(bench.done.size() - 1)).isEqualTo("Answer");
      assertThat(bench.done).containsAnyOf("Save", "Forget");
    }
  }

  // TS005-07 TS005-17
  @Test
  @DisplayName("TP-12: class C opens 2 s before SessionTime and closes 2^TimeOut s after it")
  void opensAndCloses() {
    setClock();
    defineGroup();
    tell(session(NOW + 100, 5));
    assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(98));
    assertThat(bench.openSessions).isEmpty();
    bench.expire(Timer.MULTICAST_SESSION);
    assertThat(bench.openSessions).containsEntry(1, 869_525_000);
    assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(2 + 32));
    bench.expire(Timer.MULTICAST_SESSION);
    assertThat(bench.openSessions).isEmpty();
    assertThat(bench.timers).doesNotContainKey(Timer.MULTICAST_SESSION);
    assertThat(bench.count(AgentEvent.SessionClosed.class)).isEqualTo(1);
  }

  // TS005-18
  @Test
  @DisplayName("TR-05: SessionTime is absolute: it moves with a correction of the clock")
  void movesWithTheClock() {
    setClock();
    defineGroup();
    tell(session(NOW + 100, 5));
    bench.correctClock(Duration.ofMinutes(1));
    assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(38));
    bench.expire(Timer.MULTICAST_SESSION);
    assertThat(bench.openSessions).hasSize(1);
    bench.correctClock(Duration.ofMinutes(-1));
    assertThat(bench.openSessions).as("it has not begun yet").isEmpty();
    bench.correctClock(Duration.ofMinutes(5));
    assertThat(bench.openSessions).as("it is over").isEmpty();
    assertThat(bench.timers).doesNotContainKey(Timer.MULTICAST_SESSION);
  }

  @Test
  @DisplayName(
      "Without the time a session is accepted, TimeToStart is unknown, the time is asked for")
  void withoutTime() {
    defineGroup();
    assertThat(tell(session(NOW + 100, 5))).containsExactly("0401ffffff");
    assertThat(bench.done).contains("NEED_TIME");
    assertThat(bench.timers).doesNotContainKey(Timer.MULTICAST_SESSION);
    bench.setClock(new GpsTime(NOW + 110));
    bench.clockMoved();
    assertThat(bench.openSessions).as("late, but not over").hasSize(1);
  }

  // TS005-16
  @Test
  @DisplayName("A session that is not over is entered again after a reset, once the time is known")
  void reentersAfterReset() {
    setClock();
    defineGroup();
    tell(session(NOW + 100, 8));
    reset();
    assertThat(bench.openSessions).isEmpty();
    bench.setClock(new GpsTime(NOW + 200));
    bench.clockMoved();
    assertThat(bench.openSessions).containsEntry(1, 869_525_000);
    assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(156));
    reset();
    bench.setClock(new GpsTime(NOW + 400));
    bench.clockMoved();
    assertThat(bench.openSessions).as("over").isEmpty();
  }

  @Test
  @DisplayName("A group that was heard is heard again at once after a reset; the clock ends it")
  void goesOnListeningAfterReset() {
    setClock();
    defineGroup();
    tell(session(NOW + 100, 8));
    heard(7);
    bench.keepMulticastCounters();
    reset();
    assertThat(bench.openSessions).as("before the time is known").containsEntry(1, 869_525_000);
    bench.setClock(new GpsTime(NOW + 200));
    bench.clockMoved();
    assertThat(bench.openSessions).as("not over").containsKey(1);
    assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(156));
    reset();
    bench.setClock(new GpsTime(NOW + 400));
    bench.clockMoved();
    assertThat(bench.openSessions).as("over").isEmpty();
  }

  // TS005-10
  @Test
  @DisplayName("TimeToStart counts from the transmission of the answer")
  void timeToStart() {
    setClock();
    Message answer =
        new SessionAnswers(PackageVersion.V1, false)
            .accepted(new McClassCSessionReq(2, NOW + 300, 0, 868_100_000, 0));
    bench.pass(Duration.ofSeconds(44));
    assertThat(answer.payload(bench.now(), 51).toHex()).isEqualTo("0402000100");
    bench.pass(Duration.ofSeconds(1000));
    assertThat(answer.payload(bench.now(), 51).toHex()).isEqualTo("0402000000");
  }

  @Test
  @DisplayName("A start in the past is refused with bit 4, and an accepted session stays")
  void startInThePast() {
    setClock();
    defineGroup();
    tell(session(NOW + 100, 5));
    assertThat(tell(session(NOW - 1, 5))).containsExactly("0411");
    assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(98));
    assertThat(bench.last(AgentEvent.Refused.class).reason()).isEqualTo("start in the past");
  }

  // TS005-15
  @Test
  @DisplayName("The request of the running session, repeated, is answered with TimeToStart 0")
  void repeatedWhileRunning() {
    setClock();
    defineGroup();
    tell(session(NOW + 1, 5));
    bench.pass(Duration.ofSeconds(10));
    assertThat(tell(session(NOW + 1, 5))).containsExactly("0401000000");
    bench.pass(Duration.ofSeconds(40));
    assertThat(tell(session(NOW + 1, 5))).as("it is over").containsExactly("0411");
  }

  // TS005-14
  @Test
  @DisplayName("A later request replaces the session of its group")
  void replaces() {
    setClock();
    defineGroup();
    tell(session(NOW + 1, 10));
    tell(new McClassCSessionReq(1, NOW + 1, 10, 868_100_000, 5));
    assertThat(bench.openSessions).containsEntry(1, 868_100_000);
    tell(session(NOW + 500, 10));
    assertThat(bench.openSessions).isEmpty();
  }

  // TS005-06
  @Test
  @DisplayName("Deleting a group ends its session and forgets it")
  void deletes() {
    setClock();
    defineGroup();
    tell(session(NOW + 1, 10));
    assertThat(tell(new McGroupDeleteReq(1))).containsExactly("0301");
    assertThat(bench.openSessions).isEmpty();
    assertThat(bench.groups).isEmpty();
    assertThat(bench.nvm).isEmpty();
    assertThat(tell(new McGroupDeleteReq(1))).containsExactly("0305");
  }

  // TS005-05
  @Test
  @DisplayName("A status answer leaves the highest groups out when the uplink is too short")
  void shortStatus() {
    StatusAnswer answer =
        new StatusAnswer(
            2,
            List.of(
                new McGroupStatusAns.Group(0, DevAddr.fromHex("01020304")),
                new McGroupStatusAns.Group(3, DevAddr.fromHex("05060708"))));
    assertThat(answer.payload(bench.now(), 12).toHex()).isEqualTo("012900040302010308070605");
    assertThat(answer.payload(bench.now(), 11).toHex()).isEqualTo("01210004030201");
    assertThat(answer.payload(bench.now(), 2).toHex()).isEqualTo("0120");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "01", "02ff", "01ffffffffffffffffffff"})
  @DisplayName("A record that does not decode is no group")
  void badRecord(String hex) {
    bench.multicast.load(1, Bytes.fromHex(hex));
    bench.perform(bench.multicast.start(bench.now()));
    assertThat(bench.groups).isEmpty();
  }
}
