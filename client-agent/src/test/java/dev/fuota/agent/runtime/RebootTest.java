package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.AgentBench;
import dev.fuota.agent.rig.Configs;
import dev.fuota.agent.rig.StubLink.Sent;
import dev.fuota.protocol.codec.PackageVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TS006 on a whole agent: the one programmed reboot. */
class RebootTest {
  private static final long NOW = 1_400_000_000;
  private static final String CANCEL_TIME = "02ffffffff";
  private static final String CANCEL_COUNTDOWN = "03ffffff";
  private static final String NONE_PROGRAMMED = "0200000000";

  private final AgentBench device = new AgentBench(Configs.with(PackageVersion.V1)).setTime(NOW);

  private List<String> answers(String hex) {
    return device.answers(203, hex);
  }

  /** DevRebootTimeReq. */
  private static String at(long gps) {
    ByteBuffer out = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(out.put((byte) 2).putInt((int) gps).array());
  }

  /** DevRebootCountdownReq. */
  private static String in(int seconds) {
    ByteBuffer out = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(out.put((byte) 3).putInt(seconds).array(), 0, 4);
  }

  private void staysUp(Duration duration) {
    device.run(duration);
    assertThat(device.reboots).isZero();
  }

  private void rebootsWithin(Duration duration) {
    device.run(duration);
    assertThat(device.reboots).isEqualTo(1);
  }

  // TS006-02 TS006-07
  @ParameterizedTest
  @ValueSource(strings = {"0200000000", "03000000"})
  @DisplayName("A reboot at once is not answered, and happens within the minute")
  void atOnce(String hex) {
    assertThat(answers(hex)).isEmpty();
    assertThat(device.reboots).isEqualTo(1);
  }

  // TS006-13
  @ParameterizedTest
  @ValueSource(strings = {"0200000000", "03000000"})
  @DisplayName("A reboot at once waits while the link owes something, but not for ever")
  void waitsForTheLink(String hex) {
    device.link.owes = true;
    answers(hex);
    staysUp(Duration.ofMinutes(5));
    device.link.owes = false;
    rebootsWithin(Duration.ofSeconds(5));

    AgentBench stuck = new AgentBench(Configs.with(PackageVersion.V1));
    stuck.link.owes = true;
    stuck.answers(203, hex);
    stuck.run(Duration.ofMinutes(11));
    assertThat(stuck.reboots).isEqualTo(1);
  }

  // TS006-04
  @Test
  @DisplayName("A reboot time is answered with the seconds left when the answer is sent, and kept")
  void atATime() {
    device.link.owes = true;
    device.link.receive(203, at(NOW + 600));
    device.run(Duration.ofMillis(40_500));
    device.link.owes = false;
    device.run(Duration.ofMillis(9_500));
    assertThat(device.link.sent).contains(new Sent(203, "022f020000")); // 559, sent after 41 s
    staysUp(Duration.ofSeconds(549));
    rebootsWithin(Duration.ofSeconds(2));
  }

  // TS006-07
  @Test
  @DisplayName("A countdown is answered with the seconds left when the answer is sent, and kept")
  void countdown() {
    device.link.owes = true;
    device.link.receive(203, in(600));
    device.run(Duration.ofMillis(40_500));
    device.link.owes = false;
    device.run(Duration.ofMillis(9_500));
    assertThat(device.link.sent).contains(new Sent(203, "032f0200"));
    staysUp(Duration.ofSeconds(549));
    rebootsWithin(Duration.ofSeconds(2));
  }

  // TS006-05
  @ParameterizedTest
  @ValueSource(longs = {NOW, NOW - 1, NOW - 1_000_000})
  @DisplayName("A reboot time that is over programs nothing, and cancels nothing")
  void inThePast(long gps) {
    assertThat(answers(at(gps))).containsExactly(NONE_PROGRAMMED);
    staysUp(Duration.ofHours(1));
    answers(in(600));
    assertThat(answers(at(gps))).containsExactly(NONE_PROGRAMMED);
    rebootsWithin(Duration.ofMinutes(10));
  }

  // TS006-03 TS006-07 TS006-08
  @ParameterizedTest(name = "{0} cancelled by {1}")
  @CsvSource({
    "time, " + CANCEL_TIME,
    "time, " + CANCEL_COUNTDOWN,
    "countdown, " + CANCEL_TIME,
    "countdown, " + CANCEL_COUNTDOWN,
    "nothing, " + CANCEL_TIME,
    "nothing, " + CANCEL_COUNTDOWN
  })
  @DisplayName("Either cancellation clears a reboot of either kind, and is echoed")
  void cancels(String programmed, String cancel) {
    switch (programmed) {
      case "time" -> answers(at(NOW + 1000));
      case "countdown" -> answers(in(1000));
      default -> {}
    }
    assertThat(answers(cancel)).containsExactly(cancel);
    device.reset().setTime(NOW + 300);
    staysUp(Duration.ofHours(1));
  }

  // TS006-08
  @Test
  @DisplayName("The newest command of either kind replaces the programmed reboot")
  void newestWins() {
    answers(at(NOW + 5000));
    answers(in(200));
    staysUp(Duration.ofSeconds(138));
    rebootsWithin(Duration.ofSeconds(3));

    AgentBench other = new AgentBench(Configs.with(PackageVersion.V1)).setTime(NOW);
    other.answers(203, in(200));
    other.answers(203, at(NOW + 1000));
    other.run(Duration.ofSeconds(878));
    assertThat(other.reboots).isZero();
    other.run(Duration.ofSeconds(4));
    assertThat(other.reboots).isEqualTo(1);
  }

  // TS006-06
  @ParameterizedTest
  @ValueSource(longs = {NOW + 1000, NOW - 1000})
  @DisplayName("Without the time a reboot time is answered with 0 and the time is asked for")
  void withoutTime(long gps) {
    AgentBench lost = new AgentBench(Configs.with(PackageVersion.V1));
    lost.run(Duration.ofHours(5));
    while (asksWithin(lost, Duration.ofSeconds(30))) {
      lost.run(Duration.ofMinutes(1)); // until the next question is far away
    }
    lost.link.receive(203, at(gps));
    assertThat(asksWithin(lost, Duration.ofSeconds(10))).isTrue();
    assertThat(lost.link.sent).last().extracting(Sent::fPort).isEqualTo(202);
    assertThat(lost.link.sent).contains(new Sent(203, NONE_PROGRAMMED));
    lost.setTime(NOW);
    lost.run(Duration.ofHours(1));
    assertThat(lost.reboots).as("nothing was programmed").isZero();
  }

  private static boolean asksWithin(AgentBench bench, Duration duration) {
    int before = bench.link.sent.size();
    bench.run(duration);
    return bench.link.sent.subList(before, bench.link.sent.size()).stream()
        .anyMatch(sent -> sent.fPort() == 202);
  }

  // TS006-14
  @Test
  @DisplayName("A reboot time survives a power cut, and waits for the clock")
  void timeSurvives() {
    answers(at(NOW + 1000));
    device.reset();
    staysUp(Duration.ofHours(1)); // the time is not known
    device.setTime(NOW + 900);
    staysUp(Duration.ofSeconds(99));
    rebootsWithin(Duration.ofSeconds(3));
    device.reset().setTime(NOW + 1100);
    device.run(Duration.ofHours(1));
    assertThat(device.reboots).as("it is done with").isEqualTo(1);
  }

  // TS006-14
  @Test
  @DisplayName(
      "A countdown survives a power cut as a time, and begins anew if the time was unknown")
  void countdownSurvives() {
    answers(in(1000));
    device.reset().setTime(NOW + 900);
    staysUp(Duration.ofSeconds(99));
    rebootsWithin(Duration.ofSeconds(3));

    AgentBench lost = new AgentBench(Configs.with(PackageVersion.V1));
    lost.answers(203, in(1000));
    lost.reset();
    lost.run(Duration.ofSeconds(999));
    assertThat(lost.reboots).isZero();
    lost.run(Duration.ofSeconds(3));
    assertThat(lost.reboots).isEqualTo(1);
  }
}
