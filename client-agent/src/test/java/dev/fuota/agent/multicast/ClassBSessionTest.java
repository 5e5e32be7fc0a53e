package dev.fuota.agent.multicast;

import static dev.fuota.agent.multicast.GroupBench.NOW;
import static dev.fuota.agent.multicast.GroupBench.classB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.SessionClass;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Timer;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class B sessions on a link that has class B. */
class ClassBSessionTest {
  private static final long START = NOW + 1280;

  private final GroupBench device = new GroupBench(PackageVersion.V1).withGroups();

  @ParameterizedTest(name = "TimeOut {0}: {1} s")
  @CsvSource({"0, 128", "1, 256", "2, 512", "15, 4194304"})
  @DisplayName("TS005-08: a class B session ends 128·2^TimeOut s after its start, not before")
  void length(int timeOut, long seconds) {
    device.tell(classB(1, START, timeOut));
    device.at(START + seconds - 1);
    assertThat(device.listens(1)).isTrue();
    device.at(START + seconds);
    assertThat(device.listens(1)).isFalse();
    assertThat(device.bench.last(AgentEvent.SessionClosed.class).sessionClass())
        .isEqualTo(SessionClass.B);
  }

  @Test
  @DisplayName(
      "The link is told two beacon periods before the session, so that it finds the beacon")
  void leadTime() {
    device.tell(classB(1, START, 0));
    assertThat(device.bench.left(Timer.MULTICAST_SESSION))
        .isEqualTo(Duration.ofSeconds(1280 - 256));
    device.at(START - 257);
    assertThat(device.listens(1)).isFalse();
    device.at(START - 256);
    assertThat(device.listens(1)).isTrue();
  }

  @Test
  @DisplayName(
      "TS005-08, TS005-11: ping slots have the Periodicity of the request, 0 is their default")
  void pingSlots() {
    assertThat(device.tell(new McClassBSessionReq(1, START, 3, 6, 0, 3)))
        .containsExactly("0501000500");
    assertThat(device.tell(new McClassBSessionReq(0, START, 3, 2, 868_100_000, 5)))
        .containsExactly("0500000500");
    device.at(START);
    assertThat(device.bench.periodicities).containsEntry(1, 6).containsEntry(0, 2);
    assertThat(device.bench.openSessions).containsEntry(1, 0).containsEntry(0, 868_100_000);
  }

  @Test
  @DisplayName(
      "A start within a beacon period is kept, and its period listened to from the beginning")
  void withinABeaconPeriod() {
    assertThat(device.tell(classB(1, START + 100, 0))).containsExactly("0501640500");
    device.at(START - 257);
    assertThat(device.listens(1)).isFalse();
    device.at(START - 256);
    assertThat(device.listens(1)).isTrue();
    device.at(START + 100 + 127);
    assertThat(device.listens(1)).isTrue();
    device.at(START + 100 + 128);
    assertThat(device.listens(1)).isFalse();
  }

  @Test
  @DisplayName("TS005-18: a corrected clock moves the start and the end of a class B session")
  void movesWithTheClock() {
    device.tell(classB(1, START, 0));
    device.at(START);
    assertThat(device.listens(1)).isTrue();
    device.at(START - 600);
    assertThat(device.listens(1)).as("it has not begun yet").isFalse();
    device.at(START + 128);
    assertThat(device.listens(1)).as("it is over").isFalse();
    assertThat(device.bench.timers).doesNotContainKey(Timer.MULTICAST_SESSION);
  }

  @Test
  @DisplayName("A class B session survives a reset with all that it was asked for")
  void survivesReset() {
    device.tell(new McClassBSessionReq(1, START, 3, 6, 868_100_000, 5));
    device.reset();
    assertThat(device.listens(1)).isFalse();
    device.at(START + 1);
    assertThat(device.bench.periodicities).containsEntry(1, 6);
    assertThat(device.bench.openSessions).containsEntry(1, 868_100_000);
    assertThat(device.bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(1023));
  }

  @Test
  @DisplayName("TS005-14: a class C request replaces a class B session that has not begun")
  void replacedByClassC() {
    device.tell(classB(1, START, 3));
    device.tell(GroupBench.classC(1, START, 9));
    device.at(START);
    assertThat(device.listens(1)).isTrue();
    assertThat(device.bench.periodicities).isEmpty();
  }

  @Test
  @DisplayName("A link without class B refuses with both error bits, whatever else is wrong")
  void withoutClassB() {
    Bench poor =
        new Bench(
            Bench.clock(PackageVersion.V2),
            Bench.groups(PackageVersion.V2, Bench.GEN_APP_KEY),
            false,
            7,
            new SplittableRandom(1));
    poor.setClock(new dev.fuota.protocol.time.GpsTime(NOW));
    poor.answer(200, poor.multicast.onCommand(classB(2, START, 0), poor.now()));
    poor.answer(200, poor.multicast.onCommand(classB(2, NOW - 128, 0), poor.now()));
    assertThat(poor.takeSent()).containsExactly("051e", "053e");
  }
}
