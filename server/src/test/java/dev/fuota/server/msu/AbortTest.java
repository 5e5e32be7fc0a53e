package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.TransferAborted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbortTest {
  private final MsuWorld world = new MsuWorld();

  private static MsuCampaign campaign() {
    return MsuWorld.campaign(MsuWorld.file("a.bin", 9600)).assignGroup(3).build();
  }

  // MSU-111, MSU-112, S3
  @ParameterizedTest(name = "abort in {0}")
  @EnumSource(
      value = MsuPhase.class,
      names = {"DISCOVERY", "GROUPING", "CONNECT", "ANNOUNCEMENT", "TRANSFER", "REPAIR", "STATUS"})
  @DisplayName("An abort is said three times, 100 ms apart; then all are disconnected")
  void anyPhase(MsuPhase phase) {
    ModelClient client = world.client().loses(DataTransfer.class::isInstance);
    world.start(campaign());
    world.runUntil(phase);
    world.runFor(3);
    final boolean wasConnected = client.isConnected();
    world.forget();
    long at = world.millis();
    world.cycle().abort();
    MsuReport report = world.finish();

    List<MsuWorld.Sent> said = world.sent(TransferAborted.class);
    assertThat(said).extracting(MsuWorld.Sent::at).containsExactly(at, at + 100, at + 200);
    assertThat(said)
        .extracting(MsuWorld.Sent::message)
        .containsOnly(new TransferAborted(0, world.cycle().transactionId()));
    MsuEndpoints groups = MsuEndpoints.DEFAULTS;
    assertThat(said.get(0).to()).isEqualTo(new Endpoint(groups.dataGroup(), groups.dataPort()));
    assertThat(world.sent()).hasSize(3 + (wasConnected ? 1 : 0));
    assertThat(world.messages(DisconnectRequest.class)).hasSize(wasConnected ? 1 : 0);
    assertThat(client.isAborted()).isEqualTo(wasConnected);
    assertThat(report.aborted()).isEqualTo("stopped");
    assertThat(report.isSuccess()).isFalse();
  }

  @Test
  @DisplayName("After an abort no timer of the cycle runs on, and complaints have no effect")
  void nothingAfter() {
    ModelClient client = world.client().loses(DataTransfer.class::isInstance);
    world.start(campaign());
    world.runUntil(MsuPhase.TRANSFER);
    world.runFor(50);
    world.cycle().abort();
    world.cycle().abort();
    client.say(new SequenceComplaint(1, 1, 0x80000000));
    world.finish();
    world.forget();
    world.runFor(600_000);
    assertThat(world.sent()).isEmpty();
  }

  @Test
  @DisplayName("A file that cannot be read any more ends the cycle by an abort")
  void unreadable() {
    world.client();
    int[] reads = {0};
    FileContent bad =
        new FileContent() {
          @Override
          public long size() {
            return 9600;
          }

          @Override
          public void read(long offset, ByteBuffer into) {
            if (++reads[0] > 40) {
              throw new FileContentFault("disk", new IOException("gone"));
            }
            into.position(into.limit());
          }
        };
    MsuReport report = world.run(MsuWorld.campaign(MsuWorld.file("a.bin", bad)).build());
    assertThat(report.aborted()).contains("disk");
    assertThat(world.messages(TransferAborted.class)).hasSize(3);
    assertThat(world.messages(DataTransfer.class)).hasSize(39);
  }

  @Test
  @DisplayName("A file that cannot be read at all is never announced")
  void unreadableAtOnce() {
    FileContent bad =
        new FileContent() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public void read(long offset, ByteBuffer into) {
            throw new FileContentFault("disk", new IOException("gone"));
          }
        };
    MsuReport report = world.run(MsuWorld.campaign(MsuWorld.file("a.bin", bad)).build());
    assertThat(report.aborted()).contains("disk");
    assertThat(report.isSuccess()).isFalse();
  }

  // MSU-005, MSU-049, MSU-143
  @Test
  @DisplayName("START begins one cycle, STOP aborts it, INIT reads the configuration for the next")
  void localCommands() {
    int[] reads = {0};
    MsuServer server =
        new MsuServer(
            () -> {
              reads[0]++;
              return MsuWorld.campaign(MsuWorld.file("a.bin", 100)).build();
            },
            world.ports(),
            MsuCycleListener.NONE);
    assertThat(server.cycle()).isEmpty();
    server.command(LocalCommand.STOP);
    server.command(LocalCommand.START);
    MsuCycle first = server.cycle().orElseThrow();
    server.command(LocalCommand.START);
    assertThat(server.cycle()).containsSame(first);
    server.command(LocalCommand.STOP);
    world.time().runUntil(first::isDone);
    assertThat(first.report().aborted()).isNotEmpty();

    server.command(LocalCommand.START);
    MsuCycle second = server.cycle().orElseThrow();
    assertThat(second.transactionId()).isNotEqualTo(first.transactionId());
    assertThat(reads[0]).isEqualTo(1);
    server.command(LocalCommand.INIT);
    assertThat(reads[0]).isEqualTo(2);
    assertThat(second.isDone()).isFalse();
  }
}
