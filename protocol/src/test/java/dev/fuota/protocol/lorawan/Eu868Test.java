package dev.fuota.protocol.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class Eu868Test {
  private static final JsonNode REGION =
      KnownAnswers.group("mac-region.json", "regions")
          .filter(region -> KnownAnswers.text(region, "region").equals("EU868"))
          .findFirst()
          .orElseThrow();

  @Test
  void hasTheDataRatesOfTheRegion() {
    assertThat(Eu868.DATA_RATES).hasSize(6);
    for (DataRate dataRate : Eu868.DATA_RATES) {
      JsonNode expected = REGION.get("data_rates").get(dataRate.index());
      assertThat(dataRate)
          .isEqualTo(
              new DataRate(
                  expected.get("dr").intValue(),
                  expected.get("sf").intValue(),
                  expected.get("bw_hz").intValue(),
                  expected.get("max_app_payload_n").intValue()));
      assertThat(Eu868.dataRate(dataRate.index())).contains(dataRate);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6, 7, 255})
  void hasNoOtherDataRates(int index) {
    assertThat(Eu868.dataRate(index)).isEmpty();
  }

  @Test
  void hasTheDefaultsOfTheRegion() {
    JsonNode defaults = REGION.get("defaults");

    assertThat(Eu868.RX2_FREQUENCY_HZ).isEqualTo(defaults.get("rx2_frequency_hz").intValue());
    assertThat(Eu868.RX2_DATA_RATE.index()).isEqualTo(defaults.get("rx2_dr").intValue());
    assertThat(Eu868.RECEIVE_DELAY1).hasMillis(defaults.get("rx1_delay_ms").longValue());
    assertThat(Eu868.RECEIVE_DELAY2).hasMillis(defaults.get("rx2_delay_ms").longValue());
    assertThat(Eu868.DEFAULT_CHANNELS_HZ)
        .isEqualTo(
            REGION.get("default_channels_hz").valueStream().map(JsonNode::intValue).toList());
  }

  @ParameterizedTest(name = "{0} Hz: {1}")
  @CsvSource({
    "862999999, false",
    "863000000, true",
    "869525000, true",
    "870000000, true",
    "870000001, false",
    "0, false",
    "2479000000, false"
  })
  void tunesFrom863To870Megahertz(long frequencyHz, boolean can) {
    assertThat(Eu868.isFrequency(frequencyHz)).isEqualTo(can);
  }

  @ParameterizedTest(name = "{0} Hz: {1} permille")
  @CsvSource({
    "863000000, 1",
    "865000000, 10",
    "868100000, 10",
    "868600000, 10",
    "868700000, 1",
    "869200000, 1",
    "869400000, 100",
    "869525000, 100",
    "869650000, 100",
    "869700000, 10",
    "870000000, 10"
  })
  void everySubBandHasItsDutyCycle(int frequencyHz, int permille) {
    assertThat(Eu868.subBand(frequencyHz).orElseThrow().dutyCyclePermille()).isEqualTo(permille);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {862_999_999, 868_600_001, 868_699_999, 869_200_001, 869_650_001, 870_000_001})
  void betweenTheSubBandsNothingMayBeSent(int frequencyHz) {
    assertThat(Eu868.subBand(frequencyHz)).isEmpty();
  }

  @Test
  void theDefaultChannelsShareOneSubBand() {
    assertThat(Eu868.DEFAULT_CHANNELS_HZ.stream().map(Eu868::subBand).distinct()).hasSize(1);
  }

  @Test
  void aGatewayAtTenPercentIsSilentNineTimesAsLong() {
    SubBand band = Eu868.subBand(Eu868.RX2_FREQUENCY_HZ).orElseThrow();

    assertThat(band.silenceAfter(Duration.ofMillis(500))).isEqualTo(Duration.ofMillis(4500));
  }
}
