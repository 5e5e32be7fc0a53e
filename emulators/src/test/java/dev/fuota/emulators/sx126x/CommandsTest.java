package dev.fuota.emulators.sx126x;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SX1261/2 data sheet, chapters 8, 11, 12 and 13: frames, BUSY, registers, the buffer. */
class CommandsTest {
  private final Host host = Host.usual();

  @Test
  void itSaysItsModeInEveryOctetBeforeTheData() {
    assertThat(host.say("C000")).isEqualTo("2222"); // STBY_RC, no status of a command
    assertThat(host.say("1D03200000")).isEqualTo("22222222" + "53"); // S of SX1261
    assertThat(host.say("1D074000" + "0000")).isEqualTo("22222222" + "1424");
  }

  @Test
  void everyPartSaysItIsAnSx1261() {
    String answer = host.say("1D0320" + "00".repeat(7));
    byte[] text = HexFormat.of().parseHex(answer.substring(8));
    assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("SX1261");
  }

  @Test
  void busyIsHighAfterResetForTenMilliseconds() {
    assertThat(host.chip.busy()).isTrue();
    host.run(Duration.ofMillis(10).minusNanos(1));
    assertThat(host.chip.busy()).isTrue();
    host.run(Duration.ofNanos(1));
    assertThat(host.chip.busy()).isFalse();
  }

  @Test
  void whoDoesNotWaitForBusyIsNotHeard() {
    host.say("8000");
    host.sayAtOnce("8A01");
    assertThat(host.chip.violations()).containsExactly("SetPacketType (8A): BUSY is high");
    assertThat(host.say("110000")).isEqualTo("222200");
  }

  @Test
  void waitingLetsTimePassForTheHostWithoutAClockThatRuns() {
    host.say("8000");
    assertThat(host.chip.busy()).isTrue();
    assertThat(host.chip.awaitReady(Duration.ofMillis(1))).isTrue();
    assertThat(host.chip.busy()).isFalse();
    assertThat(host.world.instant()).isEqualTo(dev.fuota.hal.sim.Simulation.START);
  }

  @ParameterizedTest
  @CsvSource({"8001,31", "C1,50", "897F,3500", "98D7DB,3500"})
  void commandsThatTakeLongKeepBusyHigh(String command, long micros) {
    host.say("8000");
    host.chip.awaitReady(Duration.ofSeconds(1));
    host.sayAtOnce(command);
    Duration before = Duration.ofNanos(micros * 1000 - 1);
    assertThat(host.chip.awaitReady(before)).isFalse();
    assertThat(host.chip.awaitReady(Duration.ofNanos(1))).isTrue();
  }

  @Test
  void theBufferWraps() {
    host.saysAll("0EFE" + "01020304");
    assertThat(host.say("1EFE00" + "00000000")).endsWith("01020304");
    assertThat(host.say("1E0000" + "0000")).isEqualTo("222222" + "0304");
  }

  @ParameterizedTest
  @CsvSource({
    "0706,00", "0736,0D", "0740,14", "0741,24", "08AC,94", "08D8,C8", "08E7,18", "0911,05",
    "0912,05"
  })
  void registersBeginWithTheValuesOfTheDataSheet(String address, String value) {
    assertThat(host.say("1D" + address + "0000")).endsWith(value);
  }

  @Test
  void registersAreWrittenOneAfterTheOther() {
    host.say("0D07403444");
    assertThat(host.register(0x0740)).isEqualTo(0x34);
    assertThat(host.register(0x0741)).isEqualTo(0x44);
    assertThat(host.chip.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "80,SetStandby (80): does not take 0 more octets",
    "863641,SetRfFrequency (86): does not take 2 more octets",
    "0F00,0F: no such command",
    "0D077755,WriteRegister (0D): the data sheet has no register 0777",
    "1500 00,GetRssiInst (15): not in STBY_RC",
    "8B07040100,SetModulationParams (8B): SetPacketType has to come first",
    "9504070101,'SetPaConfig (95): the device 1 is not this part, an SX1262'",
    "9506070001,'SetPaConfig (95): duty cycle 6, hpMax 7 are not in the PA table'",
    "8E1704,SetTxParams (8E): 23 dBm are out of the PA's range of -9 to 22 dBm",
    "8EF604,SetTxParams (8E): -10 dBm are out of the PA's range of -9 to 22 dBm",
    "8E1608,SetTxParams (8E): there is no ramp time 8"
  })
  void misuseIsNoted(String frame, String violation) {
    host.say(frame.replace(" ", ""));
    assertThat(host.chip.violations()).containsExactly(violation);
  }

  @Test
  void aWrongCommandShowsInTheStatus() {
    host.say("0F00");
    assertThat(host.say("C000")).isEqualTo("2828"); // STBY_RC, processing error
  }

  @Test
  void theSymbolTimeoutIsKeptAsMantissaAndExponent() {
    host.say("8A01");
    host.say("A008"); // 8 = 4 * 2
    assertThat(host.register(0x0706)).isEqualTo(4 << 3);
    host.say("A0F8"); // 248 = 31 * 8
    assertThat(host.register(0x0706)).isEqualTo(31 << 3 | 1);
    host.say("8A01");
    assertThat(host.register(0x0706)).isZero();
  }

  @Test
  void aResetPulseHasToBeLongEnough() {
    host.chip.reset(true);
    host.run(Duration.ofNanos(99_999));
    host.chip.reset(false);
    assertThat(host.chip.violations()).containsExactly("NRESET: low for less than 100 µs");
    host.chip.reset(true);
    host.run(Duration.ofNanos(100_000));
    host.chip.reset(false);
    assertThat(host.chip.violations()).hasSize(1);
  }
}
