package dev.fuota.emulators.sx126x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.emulators.sx126x.Sx126xChip.Part;
import dev.fuota.emulators.sx126x.Sx126xChip.Wiring;
import dev.fuota.hal.radio.BusFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SX1261/2 data sheet, chapter 9, sections 13.1.1 and 13.3.6: sleep, clocks, broken chips. */
class PowerTest {
  private static final Wiring TCXO =
      new Wiring(Part.SX1262, true, Duration.ofMillis(5), true, false, false);

  @Test
  void inSleepBusyIsHighAndOnlyWakeUpIsHeard() {
    Host host = Host.usual();
    host.saysAll("8000", "8404");
    assertThat(host.chip.awaitReady(Duration.ofSeconds(1))).isFalse();
    host.sayAtOnce("8A01");
    assertThat(host.chip.violations())
        .containsExactly(
            "SetPacketType (8A): the chip sleeps; it only wakes up, and does not do this");
    assertThat(host.say("110000")).isEqualTo("222200");
  }

  @ParameterizedTest
  @CsvSource({"8404,340", "8400,3500"})
  void wakingTakesItsTime(String sleep, long micros) {
    Host host = Host.usual();
    host.saysAll("8000", sleep);
    host.sayAtOnce("C000");
    assertThat(host.chip.awaitReady(Duration.ofNanos(micros * 1000 - 1))).isFalse();
    assertThat(host.chip.awaitReady(Duration.ofNanos(1))).isTrue();
    assertThat(host.chip.violations()).isEmpty();
  }

  @Test
  void aWarmStartKeepsTheModemAndWhatIsOnTheRetentionList() {
    Host host = Host.usual().setUp();
    host.saysAll("0D08AC96", "0D088905", "0E00AABB", "0D029F0108AC", "8404");
    host.sayAtOnce("C000");
    assertThat(host.register(0x0740)).isEqualTo(0x34);
    assertThat(host.register(0x08AC)).as("listed").isEqualTo(0x96);
    assertThat(host.register(0x0889)).as("not listed").isEqualTo(0x01);
    assertThat(host.say("110000")).endsWith("01");
    assertThat(host.say("1E00000000")).doesNotEndWith("AABB");
    assertThat(host.chip.violations()).isEmpty();
  }

  @Test
  void aColdStartKeepsNothing() {
    Host host = Host.usual().setUp();
    host.saysAll("0D029F0108AC", "0D08AC96", "8400");
    host.sayAtOnce("C000");
    assertThat(host.register(0x0740)).isEqualTo(0x14);
    assertThat(host.register(0x08AC)).isEqualTo(0x94);
    assertThat(host.say("110000")).endsWith("00");
  }

  @Test
  void itFallsAsleepInStandbyOnly() {
    Host host = Host.usual();
    host.saysAll("C1", "8404");
    assertThat(host.chip.violations()).containsExactly("SetSleep (84): not in FS");
  }

  @Test
  void withoutTheTcxosSupplyTheOscillatorDoesNotStart() {
    Host host = new Host(TCXO);
    host.say("8000");
    assertThat(host.say("17000000")).endsWith("003C"); // XOSC, image, ADC, PLL
    host.say("8001");
    assertThat(host.mode()).isEqualTo("2");
    host.saysAll("9702000140", "070000", "897F"); // 1.8 V, 320 * 15.625 us = 5 ms
    assertThat(host.say("17000000")).endsWith("0000");
    host.say("8001");
    assertThat(host.mode()).isEqualTo("3");
  }

  @Test
  void aTcxoThatGetsTooLittleTimeDoesNotStart() {
    Host host = new Host(TCXO);
    host.saysAll("970200013F", "070000", "897F");
    assertThat(host.say("17000000")).endsWith("003C");
  }

  @Test
  void aCrystalDoesNotStartAsATcxo() {
    Host host = Host.usual();
    assertThat(host.say("17000000")).endsWith("0000");
    host.saysAll("9702000140", "8001");
    assertThat(host.say("17000000")).endsWith("0020");
    assertThat(host.mode()).isEqualTo("2");
  }

  @Test
  void theTcxosDelayIsAddedToBusy() {
    Host host = new Host(TCXO);
    host.saysAll("9702000140", "070000", "897F");
    host.chip.awaitReady(Duration.ofSeconds(1));
    host.sayAtOnce("8001");
    assertThat(host.chip.awaitReady(Duration.ofNanos(5_030_999))).isFalse();
    assertThat(host.chip.awaitReady(Duration.ofNanos(1))).isTrue();
  }

  @Test
  void aChipThatIsNotThereReadsAsTheWiresDo() {
    Host host = Host.usual();
    host.chip.injure(Injury.ABSENT_00);
    assertThat(host.say("C000")).isEqualTo("0000");
    host.chip.heal();
    host.chip.injure(Injury.ABSENT_FF);
    assertThat(host.say("C000")).isEqualTo("FFFF");
    host.chip.heal();
    assertThat(host.say("C000")).isEqualTo("2222");
  }

  @Test
  void brokenWiresAreAFault() {
    Host host = Host.usual();
    host.chip.injure(Injury.SPI_ERROR);
    assertThatThrownBy(() -> host.say("C000")).isInstanceOf(BusFault.class);
    host.chip.heal();
    assertThat(host.say("C000")).isEqualTo("2222");
  }

  @Test
  void aStuckChipIsBusyForEver() {
    Host host = Host.usual();
    host.say("C000");
    host.chip.injure(Injury.BUSY_STUCK);
    assertThat(host.chip.awaitReady(Duration.ofMinutes(1))).isFalse();
    assertThat(host.sayAtOnce("C000")).isEqualTo("0000");
  }

  @Test
  void aBrownOutForgetsEverything() {
    Host host = Host.usual().setUp();
    host.chip.injure(Injury.BROWN_OUT);
    assertThat(host.chip.busy()).isTrue();
    assertThat(host.register(0x0740)).isEqualTo(0x14);
  }

  @Test
  void anOscillatorThatFailsShowsInErrorsAndStatus() {
    Host host = Host.usual();
    host.chip.injure(Injury.XOSC_FAILED);
    host.say("C1");
    assertThat(host.say("C000")).isEqualTo("2A2A"); // STBY_RC, failed to execute
    assertThat(host.say("17000000")).endsWith("0020");
  }
}
