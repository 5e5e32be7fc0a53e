package dev.fuota.drivers.sx126x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The form of the number is that of the data sheet: mantissa times 2 to the (2 exponent + 1). */
class SymbolTimeoutTest {

  @Test
  void countsAtLeastWhatIsAskedForAndLittleMore() {
    for (int symbols = 0; symbols <= SymbolTimeout.MAX; symbols++) {
      SymbolTimeout timeout = SymbolTimeout.of(symbols);
      assertThat(timeout.symbols()).isBetween(symbols, symbols + 8).isLessThanOrEqualTo(248);
      assertThat(timeout.mantissa()).isBetween(0, 31);
      int register = timeout.register();
      assertThat((register >> 3) * (1 << (2 * (register & 7) + 1))).isEqualTo(timeout.symbols());
    }
  }

  @Test
  void noSymbolsAreNoTimeout() {
    assertThat(SymbolTimeout.of(0).symbols()).isZero();
    assertThat(SymbolTimeout.of(0).register()).isZero();
  }

  @Test
  void moreThanCanBeCountedIsRefused() {
    assertThatThrownBy(() -> SymbolTimeout.of(249)).hasMessageContaining("249");
    assertThatThrownBy(() -> SymbolTimeout.of(-1)).hasMessageContaining("-1");
  }
}
