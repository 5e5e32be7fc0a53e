package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageVersionTest {

  @Test
  void textIsThatOfMcuboot() {
    assertThat(new ImageVersion(255, 0, 65535, 0xffff_ffffL)).hasToString("255.0.65535+4294967295");
  }

  @Test
  void theFirmwareVersionOfTs006HasNoBuildNumber() {
    assertThat(new ImageVersion(0xab, 0xcd, 0x1234, 99).toU32()).isEqualTo(0xabcd1234L);
  }

  @Test
  void orderIsMajorMinorRevisionBuild() {
    assertThat(new ImageVersion(1, 2, 3, 4))
        .isGreaterThan(new ImageVersion(1, 2, 3, 3))
        .isGreaterThan(new ImageVersion(1, 2, 2, 9))
        .isGreaterThan(new ImageVersion(1, 1, 9, 9))
        .isGreaterThan(new ImageVersion(0, 9, 9, 9))
        .isLessThan(new ImageVersion(1, 2, 3, 0x8000_0000L))
        .isEqualByComparingTo(new ImageVersion(1, 2, 3, 4));
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new ImageVersion(256, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImageVersion(0, 0, 65536, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImageVersion(0, 0, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
