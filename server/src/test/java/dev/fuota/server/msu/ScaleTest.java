package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final int CHUNKS = 12;
  private static final int FILE = 15 * 20 * CHUNKS;

  private final MsuWorld world = new MsuWorld(3);

  // MSU-X33
  @Test
  @DisplayName(
      "A thousand clients with 5 % loss: some dozens complain about a chunk of 15, not 537")
  void thousand() {
    for (int i = 0; i < 1000; i++) {
      world
          .client()
          .parameters(new DeviceParameters(10, 0, 0, 2, 2, 10, 15))
          .loses(m -> m instanceof DataTransfer && world.random().nextDouble() < 0.05);
    }
    MsuReport report =
        world.run(MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).sequences(15, 20).build());

    assertThat(report.isSuccess()).isTrue();
    Bytes content = Bytes.of(MsuWorld.octets(FILE));
    assertThat(world.clients()).allSatisfy(c -> assertThat(c.files()).containsExactly(content));
    double complaints = (double) report.totals().sequenceComplaints() / CHUNKS;
    assertThat(complaints).isBetween(5.0, 60.0);
    double repeats = (double) report.totals().framesRepeated() / report.totals().framesFirst();
    assertThat(repeats).isBetween(1.0, 2.5);
  }
}
