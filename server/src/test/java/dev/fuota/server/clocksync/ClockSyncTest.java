package dev.fuota.server.clocksync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.AppTimeReq;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.server.harness.FakeNetwork;
import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TR-P1, TR-05: the server answers AppTimeReq")
class ClockSyncTest {
  /** 2026-01-01T00:00:00Z: Unix 1767225600, less 315964800, plus 18 leap seconds. */
  private static final long GPS_AT_START = 1_451_260_818L;

  private static final DeviceId DEVICE = new DeviceId(0x26011bda);

  private final VirtualTime time = new VirtualTime();
  private final FakeNetwork network = new FakeNetwork(time);
  private final ClockSync clockSync = new ClockSync(network);

  private void ask(long deviceTime, boolean ansRequired, int token) {
    network.uplink(DEVICE, 202, new AppTimeReq(deviceTime, ansRequired, token));
  }

  private static AppTimeAns answer(Given given) {
    assertThat(given.downlink().fPort()).isEqualTo(202);
    List<ClockSyncDownlink> commands =
        ClockSyncDownlink.commands(PackageVersion.V1)
            .decodeAll(given.downlink().payload())
            .commands();
    return (AppTimeAns) commands.get(0);
  }

  @ParameterizedTest(name = "device {0} s off: correction {1} s")
  @CsvSource({"-1, 1", "1, -1", "-86400, 86400", "-1451260818, 1451260818"})
  void corrects(long off, int correction) {
    ask(GPS_AT_START + off, false, 5);
    assertThat(network.unicast()).hasSize(1);
    assertThat(answer(network.unicast().get(0))).isEqualTo(new AppTimeAns(correction, 5));
  }

  @Test
  void aClockThatIsRightGetsAnAnswerOnlyIfItAsksForOne() {
    ask(GPS_AT_START, false, 1);
    assertThat(network.unicast()).isEmpty();
    ask(GPS_AT_START, true, 2);
    assertThat(answer(network.unicast().get(0))).isEqualTo(new AppTimeAns(0, 2));
    assertThat(clockSync.answers()).isEqualTo(1);
  }

  @Test
  void comparesWithTheTimeAtWhichTheUplinkBegan() {
    time.run(Duration.ofMillis(11_500));
    AppTimeReq req = new AppTimeReq(GPS_AT_START + 10, false, 1);
    network.uplink(DEVICE, 202, req.encode(), Duration.ofMillis(1500)); // SF12
    assertThat(network.unicast()).isEmpty();
    network.uplink(DEVICE, 202, req.encode(), Duration.ofMillis(500));
    assertThat(answer(network.unicast().get(0)).timeCorrection()).isEqualTo(1);
  }

  @Test
  void aNewerAnswerReplacesTheOneThatStillWaits() {
    ask(GPS_AT_START - 3, true, 1);
    ask(GPS_AT_START - 3, true, 1);
    assertThat(network.unicast()).extracting(Given::isCancelled).containsExactly(true, false);
  }

  @Test
  void anAnswerThatWasSentIsNotTakenBack() {
    ask(GPS_AT_START - 3, true, 1);
    network.reportAllSent();
    ask(GPS_AT_START - 3, true, 2);
    assertThat(network.unicast()).extracting(Given::isCancelled).containsExactly(false, false);
  }

  @Test
  void countsWhatItCannotRead() {
    network.uplink(DEVICE, 202, Bytes.fromHex("0100"));
    assertThat(clockSync.malformed()).isEqualTo(1);
    assertThat(network.unicast()).isEmpty();
  }

  @Test
  void leavesOtherPortsAlone() {
    network.uplink(DEVICE, 203, new AppTimeReq(0, true, 1));
    assertThat(network.unicast()).isEmpty();
    assertThat(clockSync.malformed()).isZero();
  }
}
