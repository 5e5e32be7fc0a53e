package dev.fuota.gateway.concentrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcentratorTest {
  /** 12 octets with SF12, no CRC: 12.25 and 18 symbols of 32.768 ms. */
  private static final Duration AIR_TIME = Duration.ofMillis(991).plusNanos(232_000);

  private static final ConcentratorSettings EU =
      ConcentratorSettings.of(Region.EU868).withDutyCycle(false);

  private final Board board = new Board();

  @Test
  @DisplayName("A frame leaves exactly when the counter has its value")
  void sendsAtCounter() {
    board.pass(Duration.ofSeconds(3));
    Instant due = board.world.instant().plusSeconds(1);
    assertThat(board.ask(Duration.ofSeconds(1))).isEqualTo(TxStatus.OK);
    board.pass(Duration.ofSeconds(2));
    assertThat(board.times).containsExactly(due);
    Emission emission = board.emissions.get(0);
    assertThat(emission)
        .isEqualTo(new Emission(Bytes.of(new byte[12]), 869_525_000, Board.SF12, 27, true, false));
  }

  // GW-03
  @ParameterizedTest(name = "{0} us ahead: {1}")
  @CsvSource({
    "-1, TOO_LATE",
    "0, TOO_LATE",
    "32499, TOO_LATE",
    "32500, OK",
    "512000000, OK",
    "512000001, TOO_EARLY"
  })
  void takesWhatIsNeitherTooLateNorTooEarly(long micros, TxStatus expected) {
    board.pass(Duration.ofSeconds(9));
    assertThat(board.ask(Duration.ofNanos(micros * 1000))).isEqualTo(expected);
  }

  // GW-06
  @Test
  @DisplayName("The counter wraps after 2^32 microseconds, and frames across that are in time")
  void counterWraps() {
    board.pass(Duration.ofNanos(((1L << 32) - 500_000) * 1000));
    assertThat(board.concentrator.counter(board.world.instant())).isEqualTo(-500_000);
    Instant due = board.world.instant().plusSeconds(1);
    assertThat(board.ask(new Timing.AtCounter(500_000))).isEqualTo(TxStatus.OK);
    board.pass(Duration.ofSeconds(2));
    assertThat(board.times).containsExactly(due);
    assertThat(board.concentrator.micros(500_000)).isEqualTo((1L << 32) + 500_000);
  }

  // GW-03
  @Test
  @DisplayName("A frame that would meet another one collides, one that follows at once does not")
  void collides() {
    assertThat(board.ask(Duration.ofSeconds(10))).isEqualTo(TxStatus.OK);
    Duration behind = Duration.ofSeconds(10).plus(AIR_TIME);
    Duration before = Duration.ofSeconds(10).minus(AIR_TIME);
    assertThat(board.ask(behind.minusNanos(1000))).isEqualTo(TxStatus.COLLISION_PACKET);
    assertThat(board.ask(before.plusNanos(1000))).isEqualTo(TxStatus.COLLISION_PACKET);
    assertThat(board.ask(behind)).isEqualTo(TxStatus.OK);
    assertThat(board.ask(before)).isEqualTo(TxStatus.OK);
  }

  // GW-05
  @Test
  @DisplayName("A frame on air still takes its time")
  void collidesWithFrameOnAir() {
    board.ask(Duration.ofSeconds(1));
    board.pass(Duration.ofMillis(1500));
    assertThat(board.concentrator.sending()).isTrue();
    assertThat(board.ask(Duration.ofMillis(100))).isEqualTo(TxStatus.COLLISION_PACKET);
    board.pass(Duration.ofMillis(500));
    assertThat(board.concentrator.sending()).isFalse();
  }

  // GW-04
  @Test
  @DisplayName("Immediate frames go one behind the other into the gaps")
  void movesImmediateFrames() {
    Instant now = board.world.instant();
    board.ask(Duration.ofSeconds(1));
    List<Instant> begun = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Transmission asked = Board.frame(new Timing.Immediately());
      assertThat(
              board.concentrator.request(asked, micros -> begun.add(now.plusNanos(micros * 1000))))
          .isEqualTo(TxStatus.OK);
    }
    board.pass(Duration.ofSeconds(10));
    Instant behind = now.plusSeconds(1).plus(AIR_TIME);
    // 991 ms do not fit between 32.5 ms and 1 s.
    assertThat(board.times).containsExactly(now.plusSeconds(1), behind, behind.plus(AIR_TIME));
    assertThat(begun).containsExactly(behind, behind.plus(AIR_TIME));
  }

  // GW-04
  @Test
  @DisplayName("The queue holds 32 frames")
  void queueIsFull() {
    for (int i = 0; i < 32; i++) {
      assertThat(board.ask(Duration.ofSeconds(10 + i))).isEqualTo(TxStatus.OK);
    }
    assertThat(board.ask(Duration.ofSeconds(100))).isEqualTo(TxStatus.QUEUE_FULL);
    board.pass(Duration.ofMillis(10_001));
    assertThat(board.ask(Duration.ofSeconds(100))).isEqualTo(TxStatus.OK);
  }

  // GW-03
  @Test
  @DisplayName("Frequencies and powers that the region does not have are refused")
  void refusesFrequencyAndPower() {
    assertThat(ask(862_000_000, 14)).isEqualTo(TxStatus.TX_FREQ);
    assertThat(ask(868_650_000, 14)).isEqualTo(TxStatus.TX_FREQ);
    assertThat(ask(868_100_000, 17)).isEqualTo(TxStatus.TX_POWER);
    assertThat(ask(868_100_000, 16)).isEqualTo(TxStatus.OK);
    assertThat(ask(869_525_000, 30)).isEqualTo(TxStatus.TX_POWER);
    assertThat(ask(869_525_000, 29)).isEqualTo(TxStatus.OK);
  }

  private TxStatus ask(int frequencyHz, int eirpDbm) {
    return board.concentrator.request(
        new Transmission(
            Bytes.of(new byte[12]),
            frequencyHz,
            Board.SF7,
            eirpDbm,
            true,
            new Timing.Immediately()));
  }

  @Test
  @DisplayName("What no LoRaWAN gateway can modulate is refused")
  void refusesUnknownModulation() {
    assertThat(ask(new Modulation(4, 125_000), 12)).isEqualTo(TxStatus.INTERNAL_ERROR);
    assertThat(ask(new Modulation(7, 41_700), 12)).isEqualTo(TxStatus.INTERNAL_ERROR);
    assertThat(ask(new Modulation(Modulation.FSK, 9600), 12)).isEqualTo(TxStatus.INTERNAL_ERROR);
    assertThat(ask(Board.SF7, 0)).isEqualTo(TxStatus.INTERNAL_ERROR);
    assertThat(ask(Board.SF7, 256)).isEqualTo(TxStatus.INTERNAL_ERROR);
    assertThat(ask(new Modulation(Modulation.FSK, 50_000), 255)).isEqualTo(TxStatus.OK);
  }

  private TxStatus ask(Modulation modulation, int length) {
    Timing now = new Timing.Immediately();
    return board.concentrator.request(
        new Transmission(Bytes.of(new byte[length]), 869_525_000, modulation, 14, true, now));
  }

  // GW-06
  @Test
  @DisplayName("GPS time is kept to the millisecond, and refused by who has none")
  void sendsAtGpsTime() {
    Instant due = board.world.instant().plusSeconds(5);
    Timing at = new Timing.AtGps(board.gpsMillis() + 5000);
    assertThat(board.ask(at)).isEqualTo(TxStatus.OK);
    board.pass(Duration.ofSeconds(6));
    assertThat(board.times).containsExactly(due);
    Board blind = new Board(EU.withGps(false));
    assertThat(blind.ask(at)).isEqualTo(TxStatus.GPS_UNLOCKED);
    assertThat(blind.concentrator.gpsMillis(due)).isEmpty();
    assertThat(board.ask(new Timing.AtGps(0))).isEqualTo(TxStatus.TOO_LATE);
    assertThat(board.ask(new Timing.AtGps(Long.MIN_VALUE))).isEqualTo(TxStatus.TOO_LATE);
    assertThat(board.ask(new Timing.AtGps(Long.MAX_VALUE))).isEqualTo(TxStatus.TOO_EARLY);
  }

  // GW-05
  @Test
  @DisplayName("A sub-band is used for no more than its share of any hour")
  void dutyCycle() {
    Board limited = new Board(ConcentratorSettings.of(Region.EU868));
    int sent = 0;
    for (TxStatus status = TxStatus.OK; status == TxStatus.OK; sent++) {
      status = limited.ask(new Timing.Immediately());
      limited.pass(Duration.ofMillis(1100));
    }
    // 10 % of an hour are 360 s: 363 frames of 0.991232 s, and one that is refused.
    assertThat(sent).isEqualTo(364);
    assertThat(limited.ask(new Timing.Immediately())).isEqualTo(TxStatus.DUTY_CYCLE_OVERFLOW);
    limited.pass(Duration.ofSeconds(3600 - 399));
    assertThat(limited.ask(new Timing.Immediately())).isEqualTo(TxStatus.OK);
  }

  @Test
  @DisplayName("The figures tell what happened since they were asked for")
  void statistics() {
    board.concentrator.heard(Bytes.EMPTY, 868_100_000, Board.SF7, -80, 7.5, board.world.instant());
    board.ask(Duration.ZERO);
    board.ask(Duration.ofSeconds(1));
    board.pass(Duration.ofSeconds(3));
    assertThat(board.concentrator.statistics())
        .isEqualTo(new GatewayStatistics(1, 1, 1, 2, 1, 100));
    assertThat(board.concentrator.statistics())
        .isEqualTo(new GatewayStatistics(0, 0, 0, 0, 0, 100));
  }
}
