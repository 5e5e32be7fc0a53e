package dev.fuota.protocol.lorawan.classb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.lorawan.DevAddr;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PingSlotsTest {
  private static final DevAddr ADDRESS = DevAddr.fromHex("f5c96dbc");
  private static final long BEACON = 1_279_997_952L;

  static Stream<JsonNode> offsets() {
    return KnownAnswers.group("mac-classb.json", "ping_offset");
  }

  // MAC-078
  @ParameterizedTest
  @MethodSource("offsets")
  void offsetsFollowFromBeaconAndAddress(JsonNode entry) {
    int periodicity = entry.get("ping_slot_periodicity").intValue();
    assertThat(
            PingSlots.offset(
                entry.get("beacon_time_gps_s").longValue(),
                DevAddr.fromHex(KnownAnswers.text(entry, "address")),
                periodicity))
        .isEqualTo(entry.get("expect").get("ping_offset").intValue());
  }

  @ParameterizedTest(name = "periodicity {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  @DisplayName("From slot to slot one comes to all slots of a beacon period, and to the next one")
  void slotsFollowEachOther(int periodicity) {
    int period = PingSlots.period(periodicity);
    int first = PingSlots.offset(BEACON, ADDRESS, periodicity);
    long at = BEACON * 1000;
    for (int slot = first; slot < PingSlots.SLOTS; slot += period) {
      at = PingSlots.nextSlotGpsMillis(at, ADDRESS, periodicity);
      assertThat(at).isEqualTo(PingSlots.gpsMillis(BEACON, slot));
    }
    long next = PingSlots.nextSlotGpsMillis(at, ADDRESS, periodicity);
    assertThat(PingSlots.beaconBefore(next)).isEqualTo(BEACON + 128);
    assertThat(PingSlots.count(periodicity) * period).isEqualTo(4096);
  }

  // MAC-075
  @Test
  void theLastSlotEndsWhereTheGuardBegins() {
    assertThat(PingSlots.gpsMillis(BEACON, PingSlots.SLOTS))
        .isEqualTo((BEACON + 128) * 1000 - PingSlots.BEACON_GUARD.toMillis());
  }

  @Test
  void aSlotThatBeginsJustNowIsOver() {
    long slot = PingSlots.nextSlotGpsMillis(BEACON * 1000, ADDRESS, 3);

    assertThat(PingSlots.nextSlotGpsMillis(slot - 1, ADDRESS, 3)).isEqualTo(slot);
    assertThat(PingSlots.nextSlotGpsMillis(slot, ADDRESS, 3)).isGreaterThan(slot);
  }

  @Test
  void thereAreEightPeriodicities() {
    assertThatThrownBy(() -> PingSlots.count(8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PingSlots.count(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
