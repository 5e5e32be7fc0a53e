package dev.fuota.protocol.lorawan.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.SubBand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
  static final List<Region> ALL = Region.ALL;

  private static Region region(String name) {
    return Region.of(name).orElseThrow();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "EU868, EU868",
    "eu868, EU868",
    "AS923, AS923-1",
    "as923-2, AS923-2",
    "AS923_3, AS923-3",
    "us915, US915",
    "IN865, IN865"
  })
  void isFoundByItsName(String name, String region) {
    assertThat(region(name).name()).isEqualTo(region);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EU433", "AS923-5", "868"})
  void otherNamesAreNone(String name) {
    assertThat(Region.of(name)).isEmpty();
  }

  /** The four groups of AS923 are one plan at four places. */
  @ParameterizedTest(name = "{0}: {1}, {2}, beacon {3}")
  @CsvSource({
    "AS923-1, 923200000, 923400000, 923400000",
    "AS923-2, 921400000, 921600000, 921600000",
    "AS923-3, 916600000, 916800000, 916800000",
    "AS923-4, 917300000, 917500000, 917500000"
  })
  void groupsOfAs923(String name, int first, int second, int beacon) {
    Region region = region(name);

    assertThat(region.defaultChannels())
        .containsExactly(new Channel(first, 0, 5), new Channel(second, 0, 5));
    assertThat(region.rx2FrequencyHz()).isEqualTo(first);
    assertThat(region.beacon().frequencyHz(0)).isEqualTo(beacon);
    assertThat(region.dataRates()).isEqualTo(Region.AS923_1.dataRates());
  }

  // MAC-089
  @ParameterizedTest(name = "{0}")
  @FieldSource("ALL")
  @DisplayName("All that a region has by itself is such as a network may choose")
  void isConsistent(Region region) {
    assertThat(region.isFrequency(region.rx2FrequencyHz())).isTrue();
    assertThat(region.downlinkRate(region.rx2Rate())).isPresent();
    assertThat(region.beacon().frequenciesHz()).allMatch(region::isFrequency);
    assertThat(region.downlinkRate(region.beacon().rate())).isPresent();
    assertThat(region.maxPayload(region.defaultUplinkRate(), region.uplinkDwellByDefault()))
        .isPositive();
    assertThat(region.defaultChannels())
        .allMatch(it -> region.uplinkRate(it.minRate()).isPresent())
        .allMatch(it -> region.uplinkRate(it.maxRate()).isPresent())
        .allMatch(it -> region.fixedChannels() || region.isFrequency(it.frequencyHz()));
    for (DataRate rate : region.dataRates()) {
      boolean up = region.uplinkRate(rate.index()).isPresent();
      assertThat(region.indexOf(rate.spreadingFactor(), rate.bandwidthHz(), up))
          .hasValue(rate.index());
      for (int offset = 0; up && offset <= region.rx1OffsetMax(); offset++) {
        OptionalInt rx1 = region.rx1Rate(rate.index(), offset, false);
        assertThat(region.downlinkRate(rx1.orElseThrow())).isPresent();
      }
      assertThat(region.rx1Rate(rate.index(), region.rx1OffsetMax() + 1, false)).isEmpty();
    }
  }

  // MAC-040
  @ParameterizedTest(name = "{0}, channel {1}: {2} Hz, DR{3}..{4}, RX1 {5}")
  @CsvSource({
    "US915, 0, 902300000, 0, 3, 923300000",
    "US915, 9, 904100000, 0, 3, 923900000",
    "US915, 63, 914900000, 0, 3, 927500000",
    "US915, 64, 903000000, 4, 4, 923300000",
    "US915, 71, 914200000, 4, 4, 927500000",
    "AU915, 0, 915200000, 0, 5, 923300000",
    "AU915, 63, 927800000, 0, 5, 927500000",
    "AU915, 64, 915900000, 6, 6, 923300000",
    "AU915, 71, 927100000, 6, 6, 927500000"
  })
  void fixedChannels(String name, int index, int hz, int min, int max, int rx1) {
    Region region = region(name);

    assertThat(region.channelCount()).isEqualTo(72);
    assertThat(region.defaultChannels().get(index)).isEqualTo(new Channel(hz, min, max));
    assertThat(region.rx1FrequencyHz(index, hz)).isEqualTo(rx1);
  }

  @Test
  @DisplayName("The same modulation has one index up and another down")
  void indicesByDirection() {
    assertThat(Region.US915.indexOf(8, 500_000, true)).hasValue(4);
    assertThat(Region.US915.indexOf(8, 500_000, false)).hasValue(12);
    assertThat(Region.US915.indexOf(12, 125_000, true)).isEmpty();
    assertThat(Region.AU915.indexOf(7, 125_000, false)).isEmpty();
    assertThat(Region.EU868.indexOf(DataRate.FSK, 50_000, true)).hasValue(7);
    assertThat(Region.US915.uplinkRate(8)).isEmpty();
    assertThat(Region.US915.downlinkRate(4)).isEmpty();
    assertThat(Region.IN865.dataRate(6)).isEmpty();
    assertThat(Region.IN865.dataRate(-1)).isEmpty();
    assertThat(Region.IN865.maxPayload(6, false)).isZero();
  }

  @ParameterizedTest(name = "{0} at {1} Hz: {2}")
  @CsvSource({
    "EU868, 862999900, false",
    "EU868, 863000000, true",
    "EU868, 869525000, true",
    "EU868, 870000000, true",
    "EU868, 870000100, false",
    "EU868, 868650000, false",
    "EU868, 869300000, false",
    "EU868, 0, false",
    "EU868, 5163525000, false",
    "IN865, 864999900, false",
    "IN865, 865000000, true",
    "IN865, 867000000, true",
    "IN865, 867000100, false",
    "AS923-1, 915000000, true",
    "AS923-1, 928000100, false",
    "AS923-4, 920000000, true",
    "AS923-4, 920000100, false",
    "US915, 923300000, true",
    "US915, 927500000, true",
    "US915, 923400000, false",
    "US915, 928100000, false",
    "US915, 902300000, false"
  })
  @DisplayName("A network may choose the frequencies of the region, between its gaps")
  void frequencies(String name, long hz, boolean can) {
    assertThat(region(name).isFrequency(hz)).isEqualTo(can);
  }

  @ParameterizedTest(name = "{0} Hz: {1} permille")
  @CsvSource({
    "863000000, 1",
    "865000000, 10",
    "868000000, 10",
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
  void subBandsOfEu868(int hz, int permille) {
    assertThat(Region.EU868.subBand(hz).map(SubBand::dutyCyclePermille)).contains(permille);
  }

  @Test
  void theDefaultChannelsOfEu868ShareOneSubBand() {
    assertThat(
            Region.EU868.defaultChannels().stream()
                .map(it -> Region.EU868.subBand(it.frequencyHz()))
                .distinct())
        .containsExactly(Optional.of(new SubBand(868_000_000, 868_600_000, 10)));
  }

  @Test
  void aGatewayAtTenPercentIsSilentNineTimesAsLong() {
    SubBand band = Region.EU868.subBand(869_525_000).orElseThrow();

    assertThat(band.silenceAfter(Duration.ofMillis(500))).isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void onlyEu868LimitsTheDutyCycle() {
    assertThat(Region.ALL.stream().filter(it -> it.subBand(it.rx2FrequencyHz()).isPresent()))
        .containsExactly(Region.EU868);
  }

  @ParameterizedTest(name = "{0}: {1} dBm, TXPower 0..{2}, then {3} dBm")
  @CsvSource({
    "EU868, 16, 7, 2",
    "AS923-2, 16, 7, 2",
    "IN865, 30, 10, 10",
    "US915, 30, 14, 2",
    "AU915, 30, 14, 2"
  })
  void powers(String name, int max, int last, int least) {
    Region region = region(name);

    assertThat(region.maxEirpDbm()).isEqualTo(max);
    assertThat(region.eirpDbm(0)).isEqualTo(max);
    assertThat(region.txPowerMax()).isEqualTo(last);
    assertThat(region.eirpDbm(last)).isEqualTo(least);
  }

  @Test
  @DisplayName("A gateway in EU868 is strong where it may send for a tenth of the time only")
  void powersOfGateways() {
    assertThat(Region.EU868.gatewayEirpDbm(869_525_000)).isEqualTo(29);
    assertThat(Region.EU868.gatewayEirpDbm(868_100_000)).isEqualTo(16);
    assertThat(Region.IN865.gatewayEirpDbm(866_550_000)).isEqualTo(30);
  }

  // MAC-079
  @Test
  @DisplayName("Beacons hop from period to period, ping slots by the address too")
  void beaconsHop() {
    BeaconPlan hopping = Region.US915.beacon();

    assertThat(hopping.frequencyHz(0)).isEqualTo(923_300_000);
    assertThat(hopping.frequencyHz(128)).isEqualTo(923_900_000);
    assertThat(hopping.frequencyHz(8 * 128)).isEqualTo(923_300_000);
    assertThat(hopping.pingFrequencyHz(3, 128)).isEqualTo(925_700_000);
    assertThat(hopping.pingFrequencyHz(0xffff_ffff, 0)).isEqualTo(927_500_000);
    assertThat(Region.EU868.beacon().pingFrequencyHz(0xffff_ffff, 1280)).isEqualTo(869_525_000);
  }

  @Test
  void dwellTimeIsOfTwoRegions() {
    assertThat(Region.ALL.stream().filter(Region::hasDwellTime).map(Region::name))
        .containsExactly("AU915", "AS923-1", "AS923-2", "AS923-3", "AS923-4");
    assertThat(Region.ALL.stream().filter(Region::uplinkDwellByDefault).map(Region::name))
        .containsExactly("AU915", "AS923-1", "AS923-2", "AS923-3", "AS923-4");
    assertThat(Region.US915.maxPayload(0, true)).isEqualTo(11);
  }

  @ParameterizedTest(name = "{0}: DR{1} and DR{2}")
  @CsvSource({"EU868, 0, 5", "IN865, 0, 5", "AS923, 2, 5", "US915, 0, 4", "AU915, 2, 6"})
  void ratesOfJoinRequests(String name, int lowest, int highest) {
    assertThat(region(name).joinRates()).isEqualTo(new JoinRates(lowest, highest));
  }
}
