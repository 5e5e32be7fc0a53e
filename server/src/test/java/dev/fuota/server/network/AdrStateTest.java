package dev.fuota.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the network remembers of a device's last uplinks. */
class AdrStateTest {
  private final AdrState adr = new AdrState();

  private void uplinks(int count, double snrDb, long framesMissed) {
    for (int i = 0; i < count; i++) {
      adr.uplink(snrDb, framesMissed);
    }
  }

  @Test
  void itLooksAtTheLastTwentyUplinks() {
    uplinks(5, 12.25, 9);
    uplinks(15, -7.5, 0);
    assertThat(adr.isFull()).isTrue();
    assertThat(adr.bestSnr()).hasValue(12.25);
    assertThat(adr.lossPercent()).isEqualTo(100 * 45.0 / 65);
    uplinks(4, -3, 1);
    assertThat(adr.bestSnr()).hasValue(12.25);
    assertThat(adr.lossPercent()).isEqualTo(100 * (9 + 4) / 33.0);
    uplinks(1, -3, 1);
    assertThat(adr.isFull()).isTrue();
    assertThat(adr.bestSnr()).hasValue(-3);
    assertThat(adr.lossPercent()).isEqualTo(100 * 5 / 25.0);
  }

  @Test
  void behindAnAnswerNothingIsLeftOfThem() {
    uplinks(20, 3, 1);
    adr.answered(true);
    assertThat(adr.isFull()).isFalse();
    assertThat(adr.bestSnr()).isEmpty();
    assertThat(adr.lossPercent()).isZero();
    uplinks(1, -20, 0);
    assertThat(adr.bestSnr()).hasValue(-20);
  }
}
