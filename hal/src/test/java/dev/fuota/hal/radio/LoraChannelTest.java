package dev.fuota.hal.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoraChannelTest {
  private static final LoraChannel CHANNEL = new LoraChannel(868_100_000, 7, 125_000);

  @Test
  void isEqualIfAllOfItIs() {
    assertThat(CHANNEL)
        .isEqualTo(new LoraChannel(868_100_000, 7, 125_000))
        .hasSameHashCodeAs(new LoraChannel(868_100_000, 7, 125_000))
        .isNotEqualTo(new LoraChannel(868_300_000, 7, 125_000))
        .isNotEqualTo(new LoraChannel(868_100_000, 8, 125_000))
        .isNotEqualTo(new LoraChannel(868_100_000, 7, 250_000))
        .isNotEqualTo("868100000");
  }
}
