package dev.fuota.protocol.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100,000 datagrams that are nearly messages, of all types. */
class MutationTest {
  private static final int DATAGRAMS = 25_000;

  private static final List<Bytes> MESSAGES =
      Stream.concat(
              Samples.all().stream().map(MsuMessage::encoded),
              Stream.of(sealed(1, 16), sealed(2, 64)))
          .toList();

  private static final List<Bytes> FRAMES =
      Stream.of(Samples.DATA.encoded(), sealed(1, 16), sealed(2, 64)).toList();

  /** A frame with a trailer. */
  private static Bytes sealed(int suite, int length) {
    return Samples.DATA
        .encoded()
        .concat(SecurityTrailer.head(suite, 1, Samples.SERVER, 1))
        .concat(Bytes.of(new byte[length]));
  }

  // MSU-X02
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anyOctetsDecodeWithoutAThrowAndWhatIsAcceptedReadsBack(long seed) {
    Mutations mutations = new Mutations(seed);
    MsuDecoder decoder = new MsuDecoder(Samples.EVERYTHING.withOlderClients());
    Set<RejectReason> seen = EnumSet.noneOf(RejectReason.class);
    int accepted = 0;
    for (int i = 0; i < DATAGRAMS; i++) {
      Bytes datagram = mutations.next(MESSAGES);
      MsuDecoded decoded = decoder.decode(datagram);
      if (decoded instanceof MsuDecoded.Ok ok) {
        accepted++;
        Bytes again = ok.message().encoded();
        assertThat(again.length()).isEqualTo(ok.message().length());
        assertThat(decoder.decode(again).accepted()).as(datagram.toHex()).contains(ok.message());
      } else if (decoded instanceof MsuDecoded.Rejected rejected) {
        seen.add(rejected.reason());
      }
    }
    assertThat(accepted).isGreaterThan(DATAGRAMS / 10); // else nothing was tried
    assertThat(seen).hasSizeGreaterThan(25);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6, 7, 8})
  void theHotPathJudgesAFrameAsTheDecoderDoes(long seed) {
    Mutations mutations = new Mutations(seed);
    MsuLimits limits = MsuLimits.defaults().withFiles(2, 1000);
    MsuDecoder decoder = new MsuDecoder(limits);
    int good = 0;
    for (int i = 0; i < DATAGRAMS; i++) {
      Bytes datagram = mutations.next(FRAMES);
      ByteBuffer buffer = ByteBuffer.allocate(datagram.length() + 3).position(3);
      datagram.putTo(buffer);
      buffer.flip().position(3);
      int answer = DataView.check(buffer, limits, Samples.CONTEXT);
      if (answer != DataView.OTHER_MESSAGE) {
        good += agree(datagram, buffer, answer, decoder.decode(buffer, Samples.CONTEXT));
      } else {
        assertThat(datagram.isEmpty() || datagram.at(0) != MsuType.DATA.octet()).isTrue();
      }
    }
    assertThat(good).isGreaterThan(DATAGRAMS / 10);
  }

  /** 1 if the frame is good. */
  private static int agree(Bytes datagram, ByteBuffer buffer, int answer, MsuDecoded decoded) {
    if (decoded instanceof MsuDecoded.Rejected rejected) {
      assertThat(DataView.reason(answer)).as(datagram.toHex()).isEqualTo(rejected.reason());
      return 0;
    }
    assertThat(answer).as(datagram.toHex()).isEqualTo(DataView.GOOD);
    DataTransfer frame = (DataTransfer) decoded.accepted().orElseThrow();
    byte[] data = new byte[DataView.dataLength(buffer)];
    buffer.get(DataView.dataOffset(buffer), data);
    assertThat(
            new DataTransfer(
                DataView.fileNumber(buffer),
                DataView.chunk(buffer),
                DataView.sequence(buffer),
                DataView.flags(buffer),
                Bytes.of(data)))
        .isEqualTo(frame);
    return 1;
  }
}
