package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.codec.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order and the number of uplinks that wait. */
class OutboxTest {
  private static final int WAITING_MAX = 32;

  private final Outbox outbox = new Outbox();

  private static Uplink uplink(int fPort) {
    return Uplink.unconfirmed(fPort, new Message.Fixed(Bytes.EMPTY));
  }

  @Test
  @DisplayName("First come, first served; what is left of one goes before all others")
  void order() {
    assertThat(outbox.offer(uplink(1))).isTrue();
    outbox.offer(uplink(2));
    outbox.offer(uplink(3));
    assertThat(outbox.poll()).contains(uplink(1));
    outbox.putFirst(uplink(4));
    assertThat(outbox.contains(uplink(4))).isTrue();
    assertThat(outbox.contains(uplink(1))).isFalse();
    assertThat(outbox.poll()).contains(uplink(4));
    assertThat(outbox.poll()).contains(uplink(2));
    assertThat(outbox.poll()).contains(uplink(3));
    assertThat(outbox.poll()).isEmpty();
  }

  @Test
  @DisplayName("It has room for so many, and again when one has left")
  void room() {
    for (int i = 1; i <= WAITING_MAX; i++) {
      assertThat(outbox.offer(uplink(i))).isTrue();
    }
    assertThat(outbox.offer(uplink(40))).isFalse();
    assertThat(outbox.size()).isEqualTo(WAITING_MAX);
    outbox.poll();
    assertThat(outbox.offer(uplink(41))).isTrue();
  }
}
