package dev.fuota.protocol.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GpsTimeTest {

  static Stream<JsonNode> sinceTheLastLeapSecond() {
    return KnownAnswers.group("mac-timing.json", "gps_time")
        .filter(entry -> entry.get("expect").get("leap_seconds").intValue() == 18);
  }

  @ParameterizedTest
  @MethodSource("sinceTheLastLeapSecond")
  void isUnixTimeFromAnotherOriginWithLeapSeconds(JsonNode entry) {
    Instant instant = Instant.ofEpochSecond(entry.get("unix_s").longValue());
    GpsTime gps = new GpsTime(entry.get("expect").get("gps_s").longValue());

    assertThat(GpsTime.of(instant)).isEqualTo(gps);
    assertThat(gps.near(instant)).isEqualTo(instant);
  }

  static Stream<JsonNode> sinceTheBeginning() {
    return KnownAnswers.group("mac-timing.json", "gps_time");
  }

  @ParameterizedTest
  @MethodSource("sinceTheBeginning")
  void formerTimesHaveTheLeapSecondsOfTheirDay(JsonNode entry) {
    Instant instant = Instant.ofEpochSecond(entry.get("unix_s").longValue());

    assertThat(GpsTime.ofUtc(instant).seconds())
        .isEqualTo(entry.get("expect").get("gps_s").longValue());
    assertThat(LeapSeconds.at(instant))
        .isEqualTo(entry.get("expect").get("leap_seconds").intValue());
  }

  @Test
  void countsWholeSeconds() {
    Instant instant = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(GpsTime.of(instant.plusMillis(999))).isEqualTo(GpsTime.of(instant));
    assertThat(GpsTime.of(instant.plusMillis(1000))).isNotEqualTo(GpsTime.of(instant));
  }

  @ParameterizedTest(name = "an instant {0} s away is found again")
  @ValueSource(longs = {0, 1, -1, 86_400, -86_400, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void theNearestInstantIsLessThanHalfACycleAway(long away) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Instant there = now.plusSeconds(away);

    assertThat(GpsTime.of(there).near(now.plusMillis(500))).isEqualTo(there);
  }

  @Test
  void aClockThatWasNeverSetFindsTheNearestInstantToo() {
    GpsTime gps = GpsTime.of(Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(gps.near(Instant.EPOCH)).isEqualTo("2026-01-01T00:00:00Z");
  }

  @ParameterizedTest(name = "from {0} to {1} are {2} s")
  @CsvSource({
    "0, 0, 0",
    "10, 25, 15",
    "25, 10, -15",
    "4294967295, 0, 1",
    "0, 4294967295, -1",
    "0, 2147483647, 2147483647",
    "0, 2147483648, -2147483648"
  })
  void distancesGoTheShorterWayRound(long from, long to, long seconds) {
    assertThat(new GpsTime(from).until(new GpsTime(to))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 32})
  void hasThirtyTwoBits(long seconds) {
    assertThatThrownBy(() -> new GpsTime(seconds)).isInstanceOf(IllegalArgumentException.class);
  }
}
