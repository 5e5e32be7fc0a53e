package dev.fuota.agent.clocksync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityReq;
import dev.fuota.protocol.clocksync.ForceDeviceResyncReq;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TS003 version 1 on a device, beyond the known answers. */
class ClockSyncTest {
  private final Bench bench = new Bench();

  @BeforeEach
  void start() {
    bench.perform(bench.clockSync.start(Optional.empty()));
  }

  private String ask() {
    bench.expire(Timer.CLOCK_SYNC);
    return bench.takeSent().get(0);
  }

  private void answer(int correction, int token) {
    bench.answer(202, bench.clockSync.onCommand(new AppTimeAns(correction, token)));
  }

  private static String param(String hex) {
    return hex.substring(10);
  }

  // TS003-11
  @Test
  @DisplayName("TR-05: until it is synchronised a device asks with AnsRequired, ever more seldom")
  void asksUntilAnswered() {
    Duration before = Duration.ZERO;
    for (int i = 0; i < 6; i++) {
      assertThat(param(ask())).isEqualTo("10");
      Duration next = bench.left(Timer.CLOCK_SYNC);
      assertThat(next).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(32));
      before = before.plus(next);
    }
    assertThat(before).isGreaterThan(Duration.ofMinutes(30));
    assertThat(bench.clockSync.synchronised()).isFalse();
  }

  // TS003-02 TS003-11
  @Test
  @DisplayName("A large correction is checked with another question, a small one is believed")
  void checksLargeCorrections() {
    ask();
    answer(820_000_000, 0);
    assertThat(bench.clockSync.synchronised()).isTrue();
    assertThat(bench.left(Timer.CLOCK_SYNC)).isLessThan(Duration.ofSeconds(36));
    assertThat(param(ask())).isEqualTo("11");
    answer(-1, 1);
    assertThat(bench.left(Timer.CLOCK_SYNC)).isGreaterThan(Duration.ofHours(9));
    assertThat(param(ask())).as("then without AnsRequired").isEqualTo("02");
    assertThat(bench.clockSync.correction()).isEqualTo(Duration.ofSeconds(819_999_999));
  }

  // TS003-03
  @Test
  @DisplayName("The token wraps after 15")
  void tokenWraps() {
    for (int token = 0; token < 16; token++) {
      ask();
      answer(0, token);
    }
    assertThat(param(ask())).isEqualTo("00");
  }

  // TS003-04
  @Test
  @DisplayName("An answer that nobody asked for is ignored")
  void unsolicited() {
    answer(100, 0);
    assertThat(bench.clockSync.synchronised()).isFalse();
    assertThat(bench.clockSync.correction()).isZero();
  }

  // TS003-01
  @Test
  @DisplayName("DeviceTime is the clock when the question is sent, not when it was due")
  void timeOfTransmission() {
    Bench slow = new Bench();
    slow.perform(slow.clockSync.start(Optional.empty()));
    String now = ask().substring(2, 10);
    bench.pass(Duration.ofSeconds(256));
    bench.perform(bench.clockSync.onTimer());
    String later = bench.takeSent().get(0).substring(2, 10);
    assertThat(Integer.parseUnsignedInt(later.substring(2, 4), 16))
        .isEqualTo((Integer.parseUnsignedInt(now.substring(2, 4), 16) + 1) % 256);
  }

  // TS003-08
  @Test
  @DisplayName("The period is 128 * 2^Period s, 30 s more or less, and survives a reset")
  void periodicity() {
    ask();
    answer(0, 0);
    bench.answer(202, bench.clockSync.onCommand(new DeviceAppTimePeriodicityReq(3)));
    assertThat(bench.takeSent().get(0)).startsWith("0200");
    assertThat(bench.done).containsSubsequence("Save", "Answer");
    for (int i = 0; i < 50; i++) {
      assertThat(bench.left(Timer.CLOCK_SYNC))
          .isBetween(Duration.ofSeconds(1024 - 30), Duration.ofSeconds(1024 + 30));
      ask();
    }
    Bench next = new Bench();
    next.perform(next.clockSync.start(Optional.of(bench.saved(NvmKey.CLOCK_PERIOD))));
    next.expire(Timer.CLOCK_SYNC);
    next.answer(202, next.clockSync.onCommand(new AppTimeAns(0, 0)));
    assertThat(next.left(Timer.CLOCK_SYNC)).isLessThan(Duration.ofSeconds(1055));
  }

  // TS003-10
  @Test
  @DisplayName("ForceDeviceResync asks NbTransmissions times, fewer when an answer comes, 0: never")
  void forced() {
    ask();
    answer(0, 0);
    bench.answer(202, bench.clockSync.onCommand(new ForceDeviceResyncReq(0)));
    assertThat(bench.left(Timer.CLOCK_SYNC)).isGreaterThan(Duration.ofHours(1));
    assertThat(forcedQuestions(3, 99)).isEqualTo(3);
    assertThat(forcedQuestions(7, 2)).isEqualTo(2);
  }

  /** How many questions follow soon; the {@code answered}th is answered. */
  private int forcedQuestions(int nbTransmissions, int answered) {
    bench.answer(202, bench.clockSync.onCommand(new ForceDeviceResyncReq(nbTransmissions)));
    assertThat(bench.takeSent()).as("no answer of its own").isEmpty();
    int asked = 0;
    while (bench.left(Timer.CLOCK_SYNC).compareTo(Duration.ofSeconds(20)) < 0) {
      ask();
      asked++;
      if (asked == answered) {
        answer(0, 1);
      }
    }
    return asked;
  }

  @Test
  @DisplayName("Whoever needs the time makes the question come soon, unless the time is known")
  void needTime() {
    for (int i = 0; i < 6; i++) {
      ask();
    }
    bench.needTime();
    assertThat(bench.left(Timer.CLOCK_SYNC)).isLessThan(Duration.ofSeconds(6));
    ask();
    answer(0, 0);
    bench.needTime();
    assertThat(bench.left(Timer.CLOCK_SYNC)).isGreaterThan(Duration.ofHours(1));
  }

  @Test
  @DisplayName("Time learnt elsewhere counts, and no answer to a question from before does")
  void timeFromElsewhere() {
    ask();
    bench.perform(bench.clockSync.onLearnt(Duration.ofSeconds(901)));
    assertThat(bench.clockSync.synchronised()).isTrue();
    assertThat(bench.left(Timer.CLOCK_SYNC)).isGreaterThan(Duration.ofHours(9));
    answer(901, 0);
    assertThat(bench.clockSync.correction()).isEqualTo(Duration.ofSeconds(901));
    assertThat(param(ask())).as("the token did not move").isEqualTo("00");
  }

  @Test
  @DisplayName("Time learnt elsewhere does not end a forced resync (TS003-12)")
  void forcedResyncGoesOn() {
    bench.answer(202, bench.clockSync.onCommand(new ForceDeviceResyncReq(3)));
    bench.perform(bench.clockSync.onLearnt(Duration.ofSeconds(901)));
    for (int i = 0; i < 3; i++) {
      assertThat(bench.left(Timer.CLOCK_SYNC)).isLessThan(Duration.ofSeconds(16));
      ask();
    }
    assertThat(bench.left(Timer.CLOCK_SYNC)).isGreaterThan(Duration.ofHours(9));
  }

  @Test
  @DisplayName("The application may ask at any time, and the period goes on (TS003-05)")
  void askedByTheApplication() {
    Duration left = bench.left(Timer.CLOCK_SYNC);
    bench.perform(bench.clockSync.onWanted(false));
    assertThat(param(bench.takeSent().get(0))).isEqualTo("00");
    bench.perform(bench.clockSync.onWanted(true));
    assertThat(param(bench.takeSent().get(0))).isEqualTo("10");
    assertThat(bench.left(Timer.CLOCK_SYNC)).isEqualTo(left);
  }
}
