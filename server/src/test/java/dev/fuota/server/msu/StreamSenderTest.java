package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Profile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the wire a stream puts")
class StreamSenderTest {

  /** One chunk: three frames of three octets, and one of a single octet. */
  private static final FileGeometry GEOMETRY = new FileGeometry(10, 4, 3);

  private static final Bytes FILE = Bytes.fromHex("01020304050607080910");

  private final Wire wire = new Wire();
  private final StreamSender sender = sender(wire);

  @Test
  void framesOfTheFile() {
    sender.first(1, 2);
    sender.repeat(1, 4);

    assertThat(wire.messages)
        .satisfiesExactly(
            first -> {
              assertThat(((DataTransfer) first).sequence()).isEqualTo(2);
              assertThat(((DataTransfer) first).data().toHex()).isEqualTo("040506");
            },
            repeat -> {
              assertThat(((DataTransfer) repeat).sequence()).isEqualTo(4);
              assertThat(((DataTransfer) repeat).data().toHex()).isEqualTo("10");
            });
  }

  @Test
  void sumsOfFramesOfWhichTheShortOneCountsAsPadded() {
    sender.coded(1, 0xc000_0000);
    sender.coded(1, 0x3000_0000);

    assertThat(wire.messages)
        .containsExactly(
            new CodedTransfer(2, 1, 0xc000_0000, Bytes.fromHex("050705")),
            new CodedTransfer(2, 1, 0x3000_0000, Bytes.fromHex("170809")));
  }

  @Test
  void polls() {
    Poll poll = new Poll(2, 9, 1, true, 250, 0x7777);

    sender.poll(poll);

    assertThat(wire.messages).containsExactly(poll);
  }

  private static StreamSender sender(Wire wire) {
    FileContent content = FileContent.of(FILE.toArray());
    MsuFile file = new MsuFile(content, "f", Optional.empty(), NotificationKind.UPGRADE);
    MsuCampaign campaign = MsuCampaign.of(List.of(file), MsuOffer.of(new MacAddress(2))).build();
    CycleStatistics statistics = new CycleStatistics();
    Outbox outbox = new Outbox(wire, campaign, statistics);
    return new StreamSender(2, GEOMETRY, new FrameSender(2, GEOMETRY, content, outbox, statistics));
  }

  /** What a client of the stream would read. */
  private static final class Wire implements MsuNetwork {
    private final MsuDecoder decoder =
        new MsuDecoder(MsuLimits.defaults().withProfile(new Profile(true, true)));
    private final List<MsuMessage> messages = new ArrayList<>();

    @Override
    public Ipv4 address() {
      return new Ipv4(1);
    }

    @Override
    public void multicast(Ipv4 group, int port, ByteBuffer datagram) {
      MsuDecoded decoded = decoder.decode(datagram, new FileContext(2, GEOMETRY));
      assertThat(decoded).isInstanceOf(MsuDecoded.Ok.class);
      messages.add(((MsuDecoded.Ok) decoded).message());
    }

    @Override
    public void unicast(Ipv4 to, int port, ByteBuffer datagram) {
      throw new AssertionError("a stream sends nothing to one client");
    }
  }
}
