package dev.fuota.protocol.multicast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit of a frequency field depends on its value. */
class DlFrequencyTest {
  @ParameterizedTest(name = "{0}: {1} Hz")
  @CsvSource({
    "0, 0",
    "0x847628, 868100000",
    "11999999, 1199999900",
    "12000000, 2400000000",
    "12125000, 2425000000",
    "0xffffff, 3355443000"
  })
  @DisplayName("TS005-11: DLFrequ counts 100 Hz, and 200 Hz from 12,000,000 on")
  void units(String value, long hz) {
    assertThat(DlFrequency.toHz(Integer.decode(value))).isEqualTo(hz);
    assertThat(DlFrequency.ofHz(hz)).isEqualTo(Integer.decode(value));
  }

  @ParameterizedTest(name = "{0} Hz")
  @ValueSource(longs = {-100, 50, 1_200_000_000, 2_400_000_100L, 3_355_443_200L})
  @DisplayName("A frequency that no field value means is a mistake of ours")
  void unsendable(long hz) {
    assertThatThrownBy(() -> DlFrequency.ofHz(hz)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("A class B request for the region's own channel says 0")
  void regionsOwn() {
    assertThat(new McClassBSessionReq(0, 128, 0, 0, 0, 0).encode().toHex())
        .isEqualTo("0500800000000000000000");
  }
}
