package dev.fuota.gateway.concentrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeaconTest {
  private final List<Long> asked = new ArrayList<>();
  private final Board board =
      new Board(
          ConcentratorSettings.of(Region.EU868).withDutyCycle(false).withBeacons(this::beacon));

  private Emission beacon(long gpsSeconds) {
    asked.add(gpsSeconds);
    return new Emission(Bytes.of(new byte[17]), 869_525_000, Board.SF12, 27, false, true);
  }

  /** Milliseconds of GPS time to the next beacon. */
  private long ahead() {
    return 128_000 - board.gpsMillis() % 128_000;
  }

  @Test
  @DisplayName("Beacons begin at multiples of 128 s of GPS time")
  void beginsAtMultiples() {
    board.pass(Duration.ofSeconds(400));
    assertThat(asked).hasSize(3).allMatch(gps -> gps % 128 == 0);
    assertThat(asked.get(2) - asked.get(0)).isEqualTo(256);
    // 1980-01-06 and 18 leap seconds, by hand.
    long gps = board.times.get(0).getEpochSecond() - 315_964_800L + 18;
    assertThat(gps).isEqualTo(asked.get(0));
    assertThat(board.emissions).allMatch(Emission::beacon);
  }

  @Test
  @DisplayName("Nothing else is sent from 3 s before a beacon to 2.12 s after its beginning")
  void keepsTimeOfBeacon() {
    Duration beacon = Duration.ofMillis(ahead());
    Duration air = Duration.ofNanos(991_232_000);
    Duration guard = beacon.minusSeconds(3);
    assertThat(board.ask(guard.minus(air).plusNanos(1000))).isEqualTo(TxStatus.COLLISION_BEACON);
    assertThat(board.ask(guard.minus(air))).isEqualTo(TxStatus.OK);
    Duration released = beacon.plusMillis(2120);
    assertThat(board.ask(released.minusNanos(1000))).isEqualTo(TxStatus.COLLISION_BEACON);
    assertThat(board.ask(released)).isEqualTo(TxStatus.OK);
  }

  @Test
  @DisplayName("The beacon of EU868 is a known one, and keeps the transmitter for 152.576 ms")
  void beaconOfRegion() {
    Board regional =
        new Board(
            ConcentratorSettings.of(Region.EU868).withBeacons(Beacons.of(Region.EU868, 0, 0)));
    regional.pass(Duration.ofMillis(ahead()).plusNanos(152_575_000));
    assertThat(regional.concentrator.sending()).isTrue();
    regional.pass(Duration.ofNanos(2000));
    assertThat(regional.concentrator.sending()).isFalse();
    Emission beacon = regional.emissions.get(0);
    assertThat(beacon.phyPayload().length()).isEqualTo(17);
    assertThat(beacon.modulation()).isEqualTo(new Modulation(9, 125_000));
    assertThat(beacon.frequencyHz()).isEqualTo(869_525_000);
    assertThat(beacon.invertedIq()).isFalse();
    long gps = regional.times.get(0).getEpochSecond() - 315_964_800L + 18;
    assertThat(Integer.reverseBytes(beacon.phyPayload().slice(2, 4).asBuffer().getInt()))
        .isEqualTo((int) gps);
  }

  @Test
  @DisplayName("An immediate frame waits until the beacon is over")
  void movesImmediateFrame() {
    board.pass(Duration.ofMillis(ahead() - 3000));
    assertThat(board.ask(new Timing.Immediately())).isEqualTo(TxStatus.OK);
    board.pass(Duration.ofSeconds(8));
    assertThat(board.emissions).extracting(Emission::beacon).containsExactly(true, false);
    assertThat(Duration.between(board.times.get(0), board.times.get(1)))
        .isEqualTo(Duration.ofMillis(2120));
  }
}
