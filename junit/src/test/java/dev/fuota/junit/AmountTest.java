package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
  @ParameterizedTest(name = "{1} of {2} for {0}: {3}")
  @CsvSource({
    "100%, 3, 3, true",
    "100%, 2, 3, false",
    "99%, 99, 100, true",
    "99%, 98, 100, false",
    "99.5%, 199, 200, true",
    "99.5 %, 198, 200, false",
    "0%, 0, 5, true",
    "48, 48, 50, true",
    "48, 47, 50, false"
  })
  void itHoldsFromItsLastDeviceOn(String text, long is, long all, boolean holds) {
    assertThat(new Amount(text).holds(is, all)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1", "101%", "1e3", "99,5%", "all"})
  void whatIsNoAmountIsRefusedWithOne(String text) {
    assertThatThrownBy(() -> new Amount(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("write 48 or 99.5%");
  }

  @Test
  void sharesArePutInWords() {
    assertThat(Amount.of(48, 50)).isEqualTo("48 of 50 devices (96.0 %)");
  }
}
