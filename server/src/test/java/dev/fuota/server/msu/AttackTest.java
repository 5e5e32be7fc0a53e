package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.RejectReason;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What is done to a server by those who mean it no good: MSU's attacks S7, S8 and S15 and others.
 */
class AttackTest {
  private static final int ALL = 0xFFFF_FFFF;

  private final MsuWorld world = new MsuWorld();
  private final ModelClient client = world.client();
  private final Endpoint stranger = new Endpoint(new Ipv4(0x0a63_6363), 40_000);

  /** The window after the first of three chunks is open. */
  @BeforeEach
  void firstWindow() {
    client.loses(DataTransfer.class::isInstance);
    client.keepsBack(m -> m instanceof SequenceComplaint || m instanceof ChunkComplaint);
    world.start(MsuWorld.campaign(MsuWorld.file("a.bin", 9600)).build());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 32);
    world.forget();
  }

  private void from(Endpoint where, MsuMessage message) {
    world.deliver(where, message.encoded().asBuffer());
  }

  private long ignored(IgnoredMessage reason) {
    return world.cycle().report().totals().ignored(reason);
  }

  // S8
  @Test
  @DisplayName("A thousand complaints of one client in one window repeat each frame once")
  void flood() {
    for (int i = 0; i < 1000; i++) {
      from(client.endpoint(), new SequenceComplaint(1, 1, ALL));
      world.runFor(2);
    }
    assertThat(world.messages(DataTransfer.class)).hasSize(32);
    assertThat(ignored(IgnoredMessage.OVER_QUOTA)).isEqualTo(996);
  }

  // S8
  @Test
  @DisplayName("One who complains alternately about different frames gets each frame once a window")
  void alternating() {
    for (int i = 0; i < 500; i++) {
      from(client.endpoint(), new SequenceComplaint(1, 1, i % 2 == 0 ? 0xAAAAAAAA : 0x55555555));
      world.runFor(4);
    }
    world.runFor(900);
    assertThat(world.messages(DataTransfer.class)).hasSizeLessThanOrEqualTo(2 * 32);
  }

  // S8
  @Test
  @DisplayName("One who lies about every frame of every chunk costs three repeats of each, no more")
  void liar() {
    long before = world.cycle().report().totals().octetsSent();
    world.after(0, this::lie);
    world.finish();
    long frames = world.messages(DataTransfer.class).size();
    // windows: 3 for each of 3 chunks, then 3 rounds in which each chunk goes out 1 + 3 times
    assertThat(frames).isLessThanOrEqualTo(32 * (3 + 2 * 4 + 3 * 3 * 4));
    assertThat(world.cycle().report().totals().octetsSent() - before).isPositive();
  }

  private void lie() {
    for (long chunk = 1; chunk <= 3; chunk++) {
      from(client.endpoint(), new SequenceComplaint(1, chunk, ALL));
    }
    from(client.endpoint(), new ChunkComplaint(1, List.of(1L, 2L, 3L)));
    if (!world.cycle().isDone()) {
      world.after(20, this::lie);
    }
  }

  // S8
  @Test
  @DisplayName("Strangers get nothing repeated")
  void unknownSource() {
    from(stranger, new SequenceComplaint(1, 1, ALL));
    from(stranger, new ChunkComplaint(1, List.of(1L)));
    world.runFor(1000);
    assertThat(world.sent()).isEmpty();
    assertThat(ignored(IgnoredMessage.UNKNOWN_SOURCE)).isEqualTo(2);
  }

  @Test
  @DisplayName("Another port of a client's address gets one Connect a second, and nothing repeated")
  void spoofedPort() {
    for (int i = 0; i < 200; i++) {
      Endpoint port = new Endpoint(client.id(), 41_000 + i);
      from(port, new SequenceComplaint(1, 1, ALL));
      world.runFor(10);
    }
    assertThat(world.messages(DataTransfer.class)).isEmpty();
    assertThat(world.messages(ConnectRequest.class)).hasSize(2);
    assertThat(world.reportOf(client).endpoint()).isEqualTo(client.endpoint());
  }

  @Test
  @DisplayName(
      "Complaints about other chunks, other files and frames that do not exist have no effect")
  void elsewhere() {
    from(client.endpoint(), new SequenceComplaint(1, 2, ALL));
    from(client.endpoint(), new SequenceComplaint(1, 0xFFFF_FFFFL, ALL));
    from(client.endpoint(), new SequenceComplaint(2, 1, ALL));
    from(client.endpoint(), new ChunkComplaint(1, List.of(1L, 4L)));
    from(client.endpoint(), new ChunkComplaint(1, List.of(0xFFFF_FFFFL)));
    from(client.endpoint(), new ChunkComplaint(3, List.of(1L)));
    world.runFor(1000);
    assertThat(world.messages(DataTransfer.class)).isEmpty();
    assertThat(ignored(IgnoredMessage.WRONG_CHUNK)).isEqualTo(2);
    assertThat(ignored(IgnoredMessage.WRONG_FILE)).isEqualTo(2);
    assertThat(ignored(IgnoredMessage.BEYOND_FILE)).isEqualTo(2);
  }

  @Test
  @DisplayName("Bits beyond a short chunk are no complaint")
  void beyondTheChunk() {
    MsuWorld other = new MsuWorld();
    ModelClient one = other.client().loses(DataTransfer.class::isInstance);
    one.keepsBack(m -> m instanceof SequenceComplaint || m instanceof ChunkComplaint);
    other.start(MsuWorld.campaign(MsuWorld.file("a.bin", 1000)).build());
    other.time().runUntil(() -> other.messages(DataTransfer.class).size() == 10);
    int eleventh = FrameBitmap.bit(11);
    other.deliver(one.endpoint(), new SequenceComplaint(1, 1, eleventh).encoded().asBuffer());
    other.runFor(500);
    assertThat(other.messages(DataTransfer.class)).hasSize(10);
    assertThat(other.cycle().report().totals().ignored(IgnoredMessage.BEYOND_FILE)).isEqualTo(1);
  }

  // S15
  @Test
  @DisplayName(
      "A PASS counts only from where the client connected, with its id and the transaction's")
  void spoofedStatus() {
    int id = world.cycle().transactionId();
    from(stranger, new StatusResponse(Status.PASS, StatusCode.NONE, id, client.id(), 0));
    Endpoint otherPort = new Endpoint(client.id(), 999);
    from(otherPort, new StatusResponse(Status.PASS, StatusCode.NONE, id, client.id(), 0));
    from(
        client.endpoint(),
        new StatusResponse(Status.PASS, StatusCode.NONE, id, stranger.address(), 0));
    from(
        client.endpoint(),
        new StatusResponse(Status.PASS, StatusCode.NONE, id + 1, client.id(), 0));
    assertThat(world.reportOf(client).hasPassed()).isFalse();
    assertThat(ignored(IgnoredMessage.UNKNOWN_SOURCE)).isEqualTo(2);
    assertThat(ignored(IgnoredMessage.WRONG_DEVICE)).isEqualTo(1);
    assertThat(ignored(IgnoredMessage.WRONG_TRANSACTION)).isEqualTo(1);
    from(client.endpoint(), new StatusResponse(Status.PASS, StatusCode.NONE, id, client.id(), 0));
    assertThat(world.reportOf(client).hasPassed()).isTrue();
  }

  @Test
  @DisplayName("Nobody connects or disconnects a client for it")
  void spoofedAnswers() {
    int id = world.cycle().transactionId();
    from(stranger, ConnectResponse.to(id, ResponseCode.GOOD));
    from(client.endpoint(), ConnectResponse.to(id, ResponseCode.BUSY));
    from(client.endpoint(), DisconnectResponse.to(id, ResponseCode.GOOD));
    assertThat(world.reportOf(client).state()).isEqualTo(ClientState.CONNECTED);
    assertThat(world.cycle().report().clients()).hasSize(1);
  }

  // MSU-X29
  @Test
  @DisplayName("Local commands and a server's own messages have no effect from the network")
  void notForServers() {
    from(client.endpoint(), LocalCommand.STOP);
    from(client.endpoint(), new DataTransfer(1, 1, 1, 0, Bytes.of((byte) 1)));
    assertThat(world.cycle().phase()).isEqualTo(MsuPhase.TRANSFER);
    MsuTotals totals = world.cycle().report().totals();
    assertThat(totals.rejected(RejectReason.NOT_LOCAL)).isEqualTo(1);
    assertThat(totals.ignored(IgnoredMessage.UNEXPECTED)).isEqualTo(1);
  }

  // MSU-X02, MSU-X03
  @Test
  @DisplayName("Whatever the octets are, nothing is thrown, and what is no message is counted")
  void garbage() {
    byte[] octets = new byte[64];
    for (int i = 0; i < 20_000; i++) {
      world.random().nextBytes(octets);
      octets[0] = (byte) (i % 256);
      octets[3] = 0x10;
      ByteBuffer datagram = ByteBuffer.wrap(octets, 0, world.random().nextInt(65));
      world.cycle().onDatagram(client.id(), i % 3 == 0 ? 0 : client.endpoint().port(), datagram);
    }
    long rejected =
        world.cycle().report().totals().rejected().values().stream()
            .mapToLong(Long::longValue)
            .sum();
    assertThat(rejected).isGreaterThan(10_000);
    assertThat(world.reportOf(client).hasPassed()).isFalse();
  }

  // S8
  @Test
  @DisplayName("More datagrams of chunk complaints than an honest client sends are not read")
  void chunkComplaintFlood() {
    for (int i = 0; i < 50; i++) {
      from(client.endpoint(), new ChunkComplaint(1, List.of(1L)));
    }
    assertThat(ignored(IgnoredMessage.OVER_QUOTA)).isEqualTo(42);
    assertThat(world.reportOf(client).files().get(0).chunkComplaints()).isEqualTo(8);
  }
}
