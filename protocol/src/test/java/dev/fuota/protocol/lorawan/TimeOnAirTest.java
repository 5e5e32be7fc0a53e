package dev.fuota.protocol.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class TimeOnAirTest {

  /** Those with the preamble, header and coding rate of LoRaWAN data frames. */
  static Stream<JsonNode> dataFrames() {
    return KnownAnswers.group("mac-timing.json", "time_on_air_lora")
        .filter(entry -> KnownAnswers.text(entry, "cr").equals("4/5"))
        .filter(entry -> !entry.get("implicit_header").booleanValue())
        .filter(
            entry ->
                entry.get("preamble_symbols").intValue()
                    == (entry.get("sf").intValue() < 7 ? 12 : 8));
  }

  @ParameterizedTest
  @MethodSource("dataFrames")
  void isExact(JsonNode entry) {
    assertThat(
            TimeOnAir.of(
                entry.get("sf").intValue(),
                entry.get("bw_hz").intValue(),
                entry.get("phy_payload_bytes").intValue(),
                entry.get("crc").booleanValue()))
        .isEqualTo(Duration.of(entry.get("expect").get("time_us").longValue(), ChronoUnit.MICROS));
  }

  static Stream<JsonNode> all() {
    return KnownAnswers.group("mac-timing.json", "time_on_air_lora");
  }

  // MAC-088
  @ParameterizedTest
  @MethodSource("all")
  void isExactForAllThatLoraCanSend(JsonNode entry) {
    TxParameters sent =
        new TxParameters(
            entry.get("sf").intValue(),
            entry.get("bw_hz").intValue(),
            KnownAnswers.text(entry, "cr").charAt(2) - '4',
            entry.get("preamble_symbols").intValue(),
            entry.get("crc").booleanValue(),
            entry.get("implicit_header").booleanValue());

    assertThat(TimeOnAir.of(sent, entry.get("phy_payload_bytes").intValue()))
        .isEqualTo(Duration.of(entry.get("expect").get("time_us").longValue(), ChronoUnit.MICROS));
  }

  @Test
  void frequencyShiftKeyingHasItsOwn() {
    assertThat(TimeOnAir.ofFsk(0)).isEqualTo(Duration.of(1760, ChronoUnit.MICROS));
    assertThat(TimeOnAir.of(new DataRate(7, DataRate.FSK, 50_000, 242), 255, true))
        .isEqualTo(Duration.of(42_560, ChronoUnit.MICROS)); // (5 + 3 + 1 + 255 + 2) * 8 / 50000
  }

  @ParameterizedTest(name = "the longest downlink at DR{0} takes {1} us")
  @CsvSource({"0, 2793472", "1, 1478656", "2, 698368", "3, 676864", "4, 696832", "5, 394496"})
  void downlinksHaveNoCrc(int index, long micros) {
    DataRate dataRate = Region.EU868.dataRate(index).orElseThrow();

    assertThat(TimeOnAir.of(dataRate, DataFrame.OVERHEAD + dataRate.maxPayload(), false))
        .isEqualTo(Duration.of(micros, ChronoUnit.MICROS));
  }
}
