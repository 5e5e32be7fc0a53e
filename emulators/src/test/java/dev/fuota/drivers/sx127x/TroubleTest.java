package dev.fuota.drivers.sx127x;

import static dev.fuota.drivers.sx127x.Bench.BONNET;
import static dev.fuota.drivers.sx127x.Bench.ELECROW;
import static dev.fuota.drivers.sx127x.Bench.SF7;
import static dev.fuota.drivers.sx127x.Bench.SF9;
import static dev.fuota.drivers.sx127x.Bench.WINDOW;
import static dev.fuota.drivers.sx127x.Bench.hex;
import static dev.fuota.drivers.sx127x.Bench.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.sx127x.Injury;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chips and wires that fail: the MAC goes on, the operator hears why, and what heals is used. */
class TroubleTest {

  private static Bench broken(Injury injury) {
    Bench bench = Bench.on(BONNET, UnaryOperator.identity());
    bench.chip.injure(injury);
    return bench.start();
  }

  @ParameterizedTest
  @CsvSource({
    "ABSENT_00,says version 00 and not 12",
    "ABSENT_FF,says version FF and not 12",
    "SPI_ERROR,The wires to the SX1276 on adafruit-rfm95w do not work",
    "WRITE_PROTECTED,does not keep what is written to it"
  })
  void aChipThatDoesNotWorkIsToldOnceAndTakenUpWhenItDoes(Injury injury, String sentence) {
    Bench bench = broken(injury);
    bench.run(Duration.ofMinutes(10));
    assertThat(bench.notes.troubles).hasSize(1);
    assertThat(bench.notes.troubles.get(0)).contains(sentence);
    assertThat(bench.notes.ready).isEmpty();
    bench.chip.heal();
    bench.run(Duration.ofSeconds(61));
    assertThat(bench.notes.ready).hasSize(1);
    bench.radio.transmit(SF7, 14, octets(12));
    bench.runMillis(500);
    assertThat(bench.air.sent).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABSENT_00", "ABSENT_FF", "SPI_ERROR"})
  void whatTheMacBeginsEndsWithoutAChipToo(String injury) {
    Bench bench = broken(Injury.valueOf(injury));
    Instant begin = bench.world.instant();
    bench.radio.transmit(SF7, 14, octets(12));
    bench.run(Duration.ofSeconds(1));
    Duration airTime = TimeOnAir.of(7, 125_000, 12, true);
    assertThat(bench.notes.mac).containsExactly("sent");
    assertThat(bench.notes.times.get(0)).isEqualTo(begin.plus(airTime));
    bench.radio.receive(SF7, WINDOW);
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.notes.mac).containsExactly("sent", "timeout");
    bench.radio.receiveBeacon(SF9, 17, WINDOW);
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.notes.mac).containsExactly("sent", "timeout", "timeout");
    bench.radio.sleep();
    bench.radio.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABSENT_00", "ABSENT_FF", "SPI_ERROR", "MODE_STUCK", "BROWN_OUT"})
  void aChipThatFailsInTheMiddleDoesNotStopTheMac(String injury) {
    Bench bench = Bench.started();
    bench.radio.transmit(SF7, 14, octets(12));
    bench.runMillis(10);
    bench.chip.injure(Injury.valueOf(injury));
    bench.run(Duration.ofSeconds(5));
    bench.radio.receive(SF7, WINDOW);
    bench.runMillis(10);
    bench.run(Duration.ofSeconds(5));
    bench.chip.heal();
    bench.run(Duration.ofSeconds(70));
    assertThat(bench.notes.mac).containsExactly("sent", "timeout");
    bench.radio.transmit(SF7, 14, octets(13));
    bench.runMillis(500);
    assertThat(bench.air.sent).last().extracting(sent -> sent.phyPayload().length()).isEqualTo(13);
    assertThat(bench.notes.mac).hasSize(3);
  }

  @Test
  void classCGoesOnAfterABrownOut() {
    Bench bench = Bench.started();
    bench.radio.receiveContinuously(SF9);
    bench.runMillis(1000);
    bench.chip.injure(Injury.BROWN_OUT);
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.notes.troubles).hasSize(1);
    assertThat(bench.notes.troubles.get(0)).contains("lost its settings").contains("supply");
    bench.air.downlink(Duration.ofSeconds(1), SF9, octets(20));
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.notes.mac).containsExactly(hex(octets(20)));
    assertThat(bench.notes.ready).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {BONNET, ELECROW})
  void anEdgeThatIsLostIsMissedForAMomentOnly(String board) {
    Bench bench = Bench.started(board);
    Instant begin = bench.world.instant();
    bench.chip.injure(Injury.LOST_IRQ);
    bench.radio.transmit(SF7, 14, octets(12));
    bench.runMillis(500);
    assertThat(bench.notes.mac).containsExactly("sent");
    assertThat(
            Duration.between(
                begin.plus(TimeOnAir.of(7, 125_000, 12, true)), bench.notes.ends.get(0)))
        .as("the end is told as it was, not as it was seen")
        .isBetween(Duration.ZERO, Duration.ofMillis(1));
    bench.radio.receiveContinuously(SF9);
    bench.chip.injure(Injury.LOST_IRQ);
    bench.air.downlink(Duration.ofMillis(100), SF9, octets(20));
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.notes.mac).containsExactly("sent", hex(octets(20)));
    bench.chip.injure(Injury.LOST_IRQ);
    bench.air.downlink(Duration.ofMillis(50), SF7, octets(21));
    bench.radio.receive(SF7, WINDOW);
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.notes.mac).containsExactly("sent", hex(octets(20)), hex(octets(21)));
    assertThat(bench.chip.violations()).isEmpty();
  }

  @Test
  void aDamagedFrameEndsAWindowAndNotClassC() {
    Bench bench = Bench.started();
    bench.chip.injure(Injury.CRC_ERROR);
    bench.air.downlink(Duration.ofMillis(50), SF7, octets(21));
    bench.radio.receive(SF7, WINDOW);
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.notes.mac).containsExactly("timeout");
    bench.radio.receiveContinuously(SF7);
    bench.chip.injure(Injury.CRC_ERROR);
    bench.air.downlink(Duration.ofMillis(50), SF7, octets(21));
    bench.air.downlink(Duration.ofMillis(500), SF7, octets(22));
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.notes.mac).containsExactly("timeout", hex(octets(22)));
    assertThat(bench.chip.violations()).isEmpty();
  }
}
