package dev.fuota.emulators.sx126x;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.RadioBus.Antenna;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SX1261/2 data sheet, sections 13.1.4, 13.1.5 and 13.3: sending and receiving. */
class OperationsTest {
  /** Four octets with SF7 at 125 kHz: 8 + 4.25 symbols, and 8 + 10 of header, payload and CRC. */
  private static final Duration FOUR_OCTETS = Duration.ofNanos(30_976_000);

  private static final Duration STANDBY_TO_TX = Duration.ofNanos(126_000);
  private static final Duration STANDBY_TO_RX = Duration.ofNanos(83_000);
  private static final Duration SYMBOL = Duration.ofNanos(1_024_000);

  private final Host host = Host.usual().setUp();

  private Duration ready() {
    host.run(Duration.ofMillis(100));
    host.edges.clear();
    return Duration.ofMillis(100);
  }

  @Test
  void sendingTakesTheTimeOnAirAndEndsInStandbyWithTxDone() {
    host.readyToSend("40010203");
    Duration start = ready();
    host.say("83000000");
    host.run(Duration.ofMillis(10));
    assertThat(host.mode()).isEqualTo("6");
    host.run(Duration.ofMillis(90));
    assertThat(host.air.asked).contains("transmit 868100000 SF7/125 14 dBm 40010203");
    assertThat(host.edges).containsExactly(start.plus(STANDBY_TO_TX).plus(FOUR_OCTETS));
    assertThat(host.say("12000000")).isEqualTo("2C2C0001"); // STBY_RC, TX done
    assertThat(host.chip.dio1()).isTrue();
    host.say("020001");
    assertThat(host.chip.dio1()).isFalse();
    assertThat(host.chip.violations()).isEmpty();
    assertThat(host.chip.remarks()).isEmpty();
  }

  @Test
  void aTransmissionThatTakesTooLongBreaksOff() {
    host.readyToSend("40010203");
    Duration start = ready();
    host.say("83000280"); // 640 * 15.625 us = 10 ms
    host.run(Duration.ofMillis(100));
    assertThat(host.edges).containsExactly(start.plus(STANDBY_TO_TX).plus(Duration.ofMillis(10)));
    assertThat(host.say("12000000")).endsWith("0200");
    assertThat(host.air.asked).last().isEqualTo("sleep");
  }

  @ParameterizedTest
  @CsvSource({"30,3", "40,4", "20,2"})
  void afterwardsItFallsBackAsItWasTold(String mode, String shown) {
    host.say("93" + mode);
    host.readyToSend("40010203");
    host.say("83000000");
    host.run(Duration.ofMillis(200));
    assertThat(host.mode()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0D07401424,sync word 1424",
    "8C0008000C0101,inverted IQ",
    "8C000801040100,implicit header",
    "8C000800040000,no CRC",
    "8C000C00040100,preamble of 12",
    "8B07040200,coding rate 4/6",
    "8B07030100,bandwidth code 3",
    "8B07040101,low data rate optimisation true"
  })
  void whatIsNotAnUplinkIsSentForNobody(String change, String reason) {
    host.readyToSend("40010203");
    host.say(change);
    if (change.startsWith("8C")) {
      host.say("0D0736" + (change.endsWith("01") ? "09" : "0D"));
    }
    host.say("83000000");
    host.run(Duration.ofSeconds(1));
    assertThat(host.air.asked).noneMatch(asked -> asked.startsWith("transmit"));
    assertThat(host.chip.remarks()).hasSize(1);
    assertThat(host.chip.remarks().get(0)).contains(reason);
    assertThat(host.say("12000000")).as("it was sent all the same").endsWith("0001");
  }

  @Test
  void aFrameIsReceivedIntoTheBufferWithItsQuality() {
    host.readyToHear(20);
    Duration start = ready();
    host.say("82000000");
    host.run(Duration.ofMillis(10));
    assertThat(host.air.asked).last().isEqualTo("receive 868100000 SF7/125 15360 us");
    host.air.frame("60AABBCC");
    host.run(Duration.ofMillis(1));
    assertThat(host.edges).containsExactly(start.plus(Duration.ofMillis(10)));
    assertThat(host.say("12000000")).endsWith("0002");
    assertThat(host.say("13000000")).isEqualTo("24240400"); // data available
    assertThat(host.say("1E000000000000")).endsWith("60AABBCC");
    assertThat(host.say("1400000000")).endsWith("B4" + "E4" + "C2"); // -90, -7, -97
    assertThat(host.mode()).isEqualTo("2");
    assertThat(host.chip.violations()).isEmpty();
  }

  @Test
  void withoutAPreambleTheModemGivesUpAfterTheSymbols() {
    host.readyToHear(20);
    Duration start = ready();
    host.say("82000000");
    host.run(Duration.ofSeconds(1));
    Duration symbols = SYMBOL.multipliedBy(20);
    assertThat(host.edges).containsExactly(start.plus(STANDBY_TO_RX).plus(symbols));
    assertThat(host.say("12000000")).isEqualTo("22220200"); // STBY_RC
  }

  @Test
  void aFrameOnItsWayIsReceivedBeyondTheTimeout() {
    host.readyToHear(20);
    host.say("080276026200000000"); // preamble and header too, but not at DIO1
    ready();
    host.say("82000000");
    host.run(Duration.ofMillis(1));
    host.air.follow();
    host.run(Duration.ofMillis(20)); // 20 symbols are 20.48 ms
    assertThat(host.say("12000000")).as("preamble").endsWith("0004");
    host.run(Duration.ofMillis(16)); // 15.25 symbols more
    assertThat(host.say("12000000")).as("and header").endsWith("0014");
    assertThat(host.edges).isEmpty();
    host.air.frame("60AABBCC");
    host.run(Duration.ofMillis(1));
    assertThat(host.edges).hasSize(1);
    assertThat(host.say("12000000")).endsWith("0016");
  }

  @Test
  void theRealTimeClockEndsAWindowToo() {
    host.readyToHear(0);
    Duration start = ready();
    host.say("82000C80"); // 3200 * 15.625 us = 50 ms
    host.run(Duration.ofSeconds(1));
    assertThat(host.edges).containsExactly(start.plus(STANDBY_TO_RX).plus(Duration.ofMillis(50)));
    assertThat(host.air.asked)
        .as("the header has to be there before the end: 20.25 symbols")
        .contains("receive 868100000 SF7/125 29264 us");
  }

  @Test
  void theRealTimeClockMayStopAtThePreamble() {
    host.readyToHear(0);
    host.saysAll("9F01", "82000C80");
    host.run(Duration.ofSeconds(1));
    assertThat(host.air.asked).contains("receive 868100000 SF7/125 44880 us");
  }

  @Test
  void continuousReceptionGoesOnAndOverwrites() {
    host.readyToHear(0);
    host.say("82FFFFFF");
    host.run(Duration.ofSeconds(1));
    host.air.frame("600102");
    host.run(Duration.ofMillis(1));
    assertThat(host.mode()).isEqualTo("5");
    host.air.frame("600304");
    host.run(Duration.ofMillis(1));
    assertThat(host.edges).as("nobody cleared RxDone").hasSize(1);
    assertThat(host.say("13000000")).endsWith("0300");
    assertThat(host.say("1E0000000000")).endsWith("600304");
    assertThat(host.say("1000000000000000")).endsWith("000200000000");
  }

  @Test
  void aSymbolTimeoutEndsContinuousReception() {
    host.readyToHear(20);
    host.say("82FFFFFF");
    host.run(Duration.ofSeconds(1));
    assertThat(host.say("12000000")).endsWith("0200");
    assertThat(host.mode()).isEqualTo("2");
  }

  @Test
  void aFrameInTimeKeepsContinuousReceptionOn() {
    host.readyToHear(20);
    ready();
    host.say("82FFFFFF");
    host.run(Duration.ofMillis(10));
    host.air.frame("600102");
    host.say("0203FF");
    host.run(Duration.ofSeconds(1));
    assertThat(host.air.asked).last().isEqualTo("continuous 868100000 SF7/125");
    assertThat(host.mode()).isEqualTo("5");
    assertThat(host.say("12000000")).endsWith("0000");
  }

  @ParameterizedTest
  @CsvSource({
    "0D07401424,sync word 1424",
    "8C000800FF0000,normal IQ",
    "8C000801FF0001,explicit header",
    "8B07040101,low data rate optimisation true"
  })
  void whatDoesNotFitADownlinkIsDeaf(String change, String reason) {
    host.readyToHear(20);
    host.say(change);
    if (change.startsWith("8C")) {
      host.say("0D0736" + (change.endsWith("00") ? "0D" : "09"));
    }
    host.say("82000000");
    host.run(Duration.ofSeconds(1));
    assertThat(host.air.asked).noneMatch(asked -> asked.startsWith("receive"));
    assertThat(host.chip.remarks()).hasSize(1);
    assertThat(host.say("12000000")).endsWith("0200");
    assertThat(reason).isNotEmpty();
  }

  @Test
  void aBeaconHasNoHeaderAndNormalIq() {
    host.readyToHear(20);
    host.saysAll("863658" + "6666", "8B09040100", "8C000A01110000", "0D07360D", "A014");
    host.say("82000000");
    host.run(Duration.ofMillis(50));
    assertThat(host.air.asked).last().isEqualTo("beacon 869525000 SF9/125 17 octets 61440 us");
    host.air.frame("00".repeat(16) + "77");
    assertThat(host.say("13000000")).endsWith("1100");
    assertThat(host.chip.violations()).isEmpty();
  }

  @Test
  void frequenciesHaveTheStepsOfTheSynthesizer() {
    host.readyToHear(0);
    host.saysAll("8636586666", "82FFFFFF"); // 869.525 MHz
    host.run(Duration.ofMillis(50));
    assertThat(host.air.asked).contains("continuous 869525000 SF7/125");
  }

  @Test
  void aWrongCrcAndAWrongHeaderAreTold() {
    host.chip.injure(Injury.CRC_ERROR);
    host.readyToHear(0);
    host.say("82FFFFFF");
    host.run(Duration.ofMillis(50));
    host.air.frame("6001");
    assertThat(host.say("12000000")).endsWith("0042");
    host.say("0203FF");
    host.chip.injure(Injury.HEADER_ERROR);
    host.air.frame("6001");
    assertThat(host.say("12000000")).endsWith("0020");
    assertThat(host.mode()).isEqualTo("5");
    assertThat(host.say("1000000000000000")).endsWith("000100010001");
  }

  @Test
  void aFrameLongerThanAllowedIsARefusedHeader() {
    host.readyToHear(0);
    host.saysAll("8C000800020001", "0D073609", "82FFFFFF");
    host.run(Duration.ofMillis(50));
    host.air.frame("600102");
    assertThat(host.say("12000000")).endsWith("0020");
  }

  @Test
  void aLostEdgeLeavesTheLevel() {
    host.readyToSend("40010203");
    ready();
    host.chip.injure(Injury.LOST_IRQ);
    host.say("83000000");
    host.run(Duration.ofMillis(100));
    assertThat(host.edges).isEmpty();
    assertThat(host.chip.dio1()).isTrue();
  }

  @Test
  void standbyEndsWhatIsUnderWayWithoutAWord() {
    host.readyToHear(20);
    ready();
    host.say("82000000");
    host.run(Duration.ofMillis(1));
    host.say("8000");
    host.run(Duration.ofSeconds(1));
    assertThat(host.edges).isEmpty();
    assertThat(List.copyOf(host.air.asked)).last().isEqualTo("sleep");
    host.chip.antenna(Antenna.OFF);
    assertThat(host.chip.violations()).isEmpty();
  }
}
