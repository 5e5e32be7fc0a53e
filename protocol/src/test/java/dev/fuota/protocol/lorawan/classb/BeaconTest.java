package dev.fuota.protocol.lorawan.classb;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class BeaconTest {
  private static final BeaconLayout US915 = new BeaconLayout(4, 3);

  static Stream<JsonNode> beacons() {
    return KnownAnswers.group("mac-classb.json", "beacon");
  }

  @ParameterizedTest
  @MethodSource("beacons")
  void aBeaconOnAirHasTimeAndTwoGoodParts(JsonNode entry) {
    BeaconLayout layout = BeaconLayout.of(Region.of(text(entry, "region")).orElseThrow().beacon());
    Bytes phy = hex(entry.get("expect"), "phy");

    Beacon.Heard heard = Beacon.decode(layout, phy).value().orElseThrow();

    assertThat(heard.timeValid()).isTrue();
    assertThat(heard.gwSpecificValid()).isTrue();
    assertThat(heard.beacon().gpsSeconds()).isEqualTo(entry.get("time_gps_s").longValue());
    assertThat(heard.beacon().encode(layout)).isEqualTo(phy);
  }

  /** The check value of CRC-16/XMODEM in the catalogue of parametrised CRC algorithms. */
  @Test
  void theCrcIsThatOfXmodem() {
    assertThat(Beacon.crc(Bytes.of("123456789".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(0x31c3);
  }

  // MAC-076
  @Test
  void everyBitBelongsToOneOfTheParts() {
    byte[] sent = new Beacon(1_279_997_952L, 0, 0, Bytes.of(new byte[6])).encode(US915).toArray();
    for (int bit = 0; bit < sent.length * 8; bit++) {
      byte[] changed = sent.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Beacon.Heard heard = Beacon.decode(US915, Bytes.of(changed)).value().orElseThrow();
      boolean first = bit / 8 < 11;
      assertThat(heard.timeValid()).as("bit %d", bit).isEqualTo(!first);
      assertThat(heard.gwSpecificValid()).as("bit %d", bit).isEqualTo(first);
    }
  }

  @Test
  void anyOctetsOfTheRightLengthAreABeaconAndNoOthers() {
    SplittableRandom random = new SplittableRandom(1);
    for (int length = 0; length < 64; length++) {
      for (int i = 0; i < 100; i++) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        assertThat(Beacon.decode(US915, Bytes.of(octets)).value().isPresent())
            .isEqualTo(length == 23);
      }
    }
  }

  @Test
  void positionsBeyondThePolesAreThePoles() {
    assertThat(Beacon.position(90, 180)).isEqualTo(Bytes.fromHex("ffff7fffff7f"));
    assertThat(Beacon.position(-90, -180)).isEqualTo(Bytes.fromHex("000080000080"));
    assertThat(Beacon.position(Double.NaN, 0)).isEqualTo(Bytes.of(new byte[6]));
  }
}
