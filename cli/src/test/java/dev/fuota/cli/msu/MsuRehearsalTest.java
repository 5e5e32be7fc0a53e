package dev.fuota.cli.msu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MsuRehearsalTest {
  @Test
  void aProcessBringsAFileToItself() {
    assertThat(MsuRehearsal.run()).isTrue();
  }

  @Test
  void anotherRehearsalOnTheSameHostDoesNotDisturbIt() {
    assertThat(MsuRehearsal.run()).isTrue();
    assertThat(MsuRehearsal.run()).isTrue();
  }
}
