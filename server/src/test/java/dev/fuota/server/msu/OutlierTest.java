package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.MsuMessage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One client that hears badly must not make all others wait and hear everything again. */
class OutlierTest {
  private static final int FILE = 3200 * 60;

  private final MsuWorld world = new MsuWorld(7);

  private boolean isLost(MsuMessage message, double share) {
    return message instanceof DataTransfer && world.random().nextDouble() < share;
  }

  // MSU-X36
  @Test
  @DisplayName("A client with 60 % loss loses its sequence complaints, and still gets the file")
  void outlier() {
    List<ModelClient> good = world.clients(9);
    ModelClient bad = world.client().loses(m -> isLost(m, 0.6));
    MsuReport report = world.run(MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).build());

    assertThat(report.totals().ignored(IgnoredMessage.EXCLUDED)).isPositive();
    ClientReport last = world.reportOf(bad);
    assertThat(last.files().get(0).isExcluded()).isTrue();
    assertThat(last.files().get(0).chunkComplaints()).isPositive();
    assertThat(last.files().get(0).lossShare()).isBetween(0.1, 0.6);
    assertThat(good)
        .map(world::reportOf)
        .allMatch(c -> c.hasPassed() && !c.files().get(0).isExcluded());
    assertThat(bad.files())
        .allSatisfy(f -> assertThat(f).isEqualTo(Bytes.of(MsuWorld.octets(FILE))));
  }

  // MSU-X36
  @Test
  @DisplayName("Where most clients lose much, nobody is an outlier")
  void badNetwork() {
    for (int i = 0; i < 6; i++) {
      double share = i < 2 ? 0.6 : 0.2;
      world.client().loses(m -> isLost(m, share));
    }
    MsuReport report = world.run(MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).build());
    assertThat(report.clients()).noneMatch(c -> c.files().get(0).isExcluded());
  }

  // MSU-X36
  @Test
  @DisplayName("The loss must have been above one half for ten chunks, after smoothing")
  void tenChunks() {
    Clients clients = new Clients(MsuCycleListener.NONE);
    for (int i = 0; i < 3; i++) {
      ModelClient model = world.client();
      ClientRecord each = clients.add(model.id(), model.endpoint(), ClientState.FOUND, 0);
      clients.setState(each, ClientState.CONNECTED);
    }
    clients.nextFile();
    ClientRecord bad = clients.all().iterator().next();
    LossWatch watch = new LossWatch(clients);
    int chunks = 0;
    while (!bad.file().isExcluded()) {
      watch.nextChunk();
      watch.observe(bad, 1);
      watch.judge();
      chunks++;
    }
    assertThat(chunks).isEqualTo(12); // 25 %, 44 %, then ten chunks above 50 %
  }
}
