package dev.fuota.drivers.sx126x;

import static dev.fuota.drivers.sx126x.Bench.SF12;
import static dev.fuota.drivers.sx126x.Bench.SF7;
import static dev.fuota.drivers.sx126x.Bench.SF9;
import static dev.fuota.drivers.sx126x.Bench.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.sx126x.Injury;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.radio.RadioBus.InterruptListener;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when chip or wires fail: the MAC goes on, an operator is told, the chip is back. */
class TroubleTest {
  private static final Duration WINDOW = Duration.ofMillis(100);

  /** One transmission and one window, as the MAC sees them. */
  private static List<String> exchange(Bench bench) {
    int before = bench.notes.mac.size();
    bench.radio.transmit(SF7, 14, octets(20));
    bench.runMillis(1000);
    bench.air.downlink(Duration.ofMillis(50), SF9, octets(9));
    bench.radio.receive(SF9, WINDOW);
    bench.runMillis(1000);
    return bench.notes.mac.subList(before, bench.notes.mac.size());
  }

  private static final String HEARD = HexFormat.of().formatHex(octets(9));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "BUSY_STUCK, BUSY of the SX1262 on meshadv-mini (pin 20) is still high",
    "ABSENT_00, answers 00 to everything",
    "ABSENT_FF, answers FF to everything",
    "SPI_ERROR, Input/output error",
    "XOSC_FAILED, XOSC_START"
  })
  void aChipThatFailsStopsNeitherMacNorDriver(Injury injury, String sentence) {
    Bench bench = Bench.started();
    bench.chip.injure(injury);
    for (int i = 0; i < 20; i++) {
      assertThat(exchange(bench)).containsExactly("sent", "timeout");
    }
    assertThat(bench.notes.troubles).hasSizeLessThanOrEqualTo(3);
    assertThat(bench.notes.troubles).anyMatch(line -> line.contains(sentence));
    assertThat(bench.notes.troubles).allMatch(line -> line.endsWith("."));
    bench.chip.heal();
    bench.run(Duration.ofSeconds(65));
    assertThat(bench.notes.ready).hasSize(2);
    assertThat(exchange(bench)).containsExactly("sent", HEARD);
    assertThat(bench.air.sent).as("only what the chip could send").hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"BUSY_STUCK", "ABSENT_00", "ABSENT_FF", "SPI_ERROR", "XOSC_FAILED"})
  void aChipThatIsNotThereAtTheStartIsTakenUpLater(Injury injury) {
    Bench bench = Bench.on("meshadv-mini", UnaryOperator.identity());
    bench.chip.injure(injury);
    bench.start();
    bench.radio.receiveContinuously(SF12);
    bench.run(Duration.ofMinutes(10));
    assertThat(bench.notes.ready).isEmpty();
    assertThat(bench.notes.troubles).hasSize(1);
    bench.chip.heal();
    bench.run(Duration.ofSeconds(65));
    assertThat(bench.notes.ready).hasSize(1);
    bench.air.downlink(Duration.ofSeconds(1), SF12, octets(9));
    bench.run(Duration.ofSeconds(10));
    assertThat(bench.notes.mac).as("it listens where it was told before").containsExactly(HEARD);
    bench.radio.sleep();
    assertThat(exchange(bench)).containsExactly("sent", HEARD);
  }

  @Test
  void triesLessAndLessOften() {
    Wires[] wires = new Wires[1];
    Bench bench =
        Bench.on(
            "meshadv-mini",
            chip -> {
              wires[0] = new Wires(chip);
              return wires[0];
            });
    bench.chip.injure(Injury.ABSENT_FF);
    bench.start();
    bench.run(Duration.ofHours(1));
    assertThat(wires[0].transfers).isBetween(60, 200);
  }

  @Test
  void anOscillatorThatDoesNotStartSaysWhichOptionToChange() {
    Bench crystal =
        new Bench(
            Bench.board("waveshare-sx1262"),
            Sx126xChip.Wiring.of(Bench.board("waveshare-pico-adapter")),
            UnaryOperator.identity());
    crystal.start();
    assertThat(crystal.notes.troubles).hasSize(1);
    assertThat(crystal.notes.troubles.get(0))
        .contains("XOSC_START", "set the board option tcxo")
        .contains("1.8 V");
    assertThat(crystal.notes.ready).isEmpty();
    Bench broken = Bench.on("meshadv-mini", UnaryOperator.identity());
    broken.chip.injure(Injury.XOSC_FAILED);
    broken.start();
    assertThat(broken.notes.troubles.get(0))
        .contains("with a TCXO fed by 1.8 V")
        .contains("take the board option tcxo away");
  }

  @Test
  void anEdgeThatIsLostIsFoundWhenItShouldHaveCome() {
    Bench bench = Bench.started();
    bench.chip.injure(Injury.LOST_IRQ);
    Instant begin = bench.world.instant();
    bench.radio.transmit(SF7, 14, octets(20));
    bench.runMillis(1000);
    Duration airTime = TimeOnAir.of(7, 125_000, 20, true);
    assertThat(bench.notes.mac).containsExactly("sent");
    assertThat(bench.notes.ends.get(0))
        .isBetween(begin.plus(airTime), begin.plus(airTime).plusMillis(5));
    assertThat(bench.notes.times.get(0)).isAfter(bench.notes.ends.get(0));
    bench.chip.injure(Injury.LOST_IRQ);
    bench.radio.receive(SF9, WINDOW);
    bench.runMillis(1000);
    bench.chip.injure(Injury.LOST_IRQ);
    bench.radio.receiveContinuously(SF9);
    bench.air.downlink(Duration.ofMillis(50), SF9, octets(9));
    bench.runMillis(1000);
    assertThat(bench.notes.mac).containsExactly("sent", "timeout", HEARD);
    assertThat(bench.notes.troubles).isEmpty();
    assertThat(bench.chip.violations()).isEmpty();
  }

  /** As with a wrong pin for DIO1: the chip is asked instead. */
  @Test
  void aLineThatNeverRisesIsNamedAndWorkedAround() {
    Bench bench =
        Bench.on(
            "meshadv-mini",
            chip ->
                new Wires(chip) {
                  @Override
                  public boolean interruptPending() {
                    return false;
                  }

                  @Override
                  public void onInterrupt(InterruptListener listener) {}
                });
    bench.start();
    for (int i = 0; i < 3; i++) {
      assertThat(exchange(bench)).containsExactly("sent", HEARD);
    }
    assertThat(bench.notes.troubles).hasSize(1);
    assertThat(bench.notes.troubles.get(0)).contains("does not rise", "pin 16 is DIO1");
  }

  @Test
  void aLineThatIsAlwaysHighIsNamed() {
    Bench bench =
        Bench.on(
            "meshadv-mini",
            chip ->
                new Wires(chip) {
                  @Override
                  public boolean interruptPending() {
                    return true;
                  }
                });
    bench.start();
    assertThat(exchange(bench)).containsExactly("sent", "timeout");
    assertThat(bench.notes.troubles.get(0)).contains("stays high", "pin 16 is DIO1");
  }

  /** An edge that is told hours late, or that was none: the computed end counts. */
  @Test
  void anEdgeAtAnImpossibleTimeIsNotBelieved() {
    Bench bench =
        Bench.on(
            "meshadv-mini",
            chip ->
                new Wires(chip) {
                  @Override
                  public void onInterrupt(InterruptListener listener) {
                    super.onInterrupt(ago -> listener.onEdge(Duration.ofSeconds(3)));
                  }
                });
    bench.start();
    Instant begin = bench.world.instant();
    bench.radio.transmit(SF7, 14, octets(20));
    bench.runMillis(1000);
    Duration airTime = TimeOnAir.of(7, 125_000, 20, true);
    assertThat(bench.notes.ends.get(0))
        .isBetween(begin.plus(airTime), begin.plus(airTime).plusMillis(5));
  }

  @Test
  void aFrameThatIsDamagedEndsAWindowAndNotContinuousReception() {
    for (Injury injury : List.of(Injury.CRC_ERROR, Injury.HEADER_ERROR)) {
      Bench bench = Bench.started();
      bench.chip.injure(injury);
      bench.air.downlink(Duration.ofMillis(50), SF9, octets(9));
      bench.radio.receive(SF9, WINDOW);
      bench.runMillis(1000);
      assertThat(bench.notes.mac).containsExactly("timeout");
      bench.chip.injure(injury);
      bench.radio.receiveContinuously(SF9);
      bench.air.downlink(Duration.ofMillis(50), SF9, octets(7));
      bench.air.downlink(Duration.ofMillis(900), SF9, octets(9));
      bench.runMillis(2000);
      assertThat(bench.notes.mac).containsExactly("timeout", HEARD);
      assertThat(bench.chip.violations()).isEmpty();
      assertThat(bench.notes.troubles).isEmpty();
    }
  }

  @Test
  void aBrownOutIsNoticedAndTheChipSetUpAgain() {
    Bench bench = Bench.started();
    bench.radio.transmit(SF12, 14, octets(50));
    bench.runMillis(100);
    bench.chip.injure(Injury.BROWN_OUT);
    bench.run(Duration.ofSeconds(10));
    assertThat(bench.notes.mac).containsExactly("sent");
    bench.run(Duration.ofSeconds(60));
    assertThat(bench.notes.ready).hasSize(2);
    assertThat(exchange(bench)).containsExactly("sent", HEARD);
  }

  @Test
  void aBrownOutInContinuousReceptionIsNoticed() {
    Bench bench = Bench.started();
    bench.radio.receiveContinuously(SF9);
    bench.runMillis(1000);
    bench.chip.injure(Injury.BROWN_OUT);
    bench.run(Duration.ofSeconds(10));
    bench.air.downlink(Duration.ofMillis(50), SF9, octets(9));
    bench.runMillis(1000);
    assertThat(bench.notes.mac).containsExactly(HEARD);
  }

  @Test
  void onlySetRxIsLeftAtAWindowThatWasAnnounced() {
    Wires[] wires = new Wires[1];
    UnaryOperator<RadioBus> counting = chip -> wires[0] = new Wires(chip);
    Bench bench = Bench.on("meshadv-mini", counting).start();
    bench.radio.receive(SF9, WINDOW); // so that the length of its windows is known
    bench.runMillis(1000);
    bench.radio.expect(SF9, Duration.ofSeconds(1));
    bench.radio.sleep();
    bench.runMillis(1000);
    int before = wires[0].transfers;
    bench.radio.receive(SF9, WINDOW);
    assertThat(wires[0].transfers - before).isEqualTo(1);
  }
}
