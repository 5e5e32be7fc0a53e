package dev.fuota.protocol.msu;

import static dev.fuota.protocol.msu.Samples.CONTEXT;
import static dev.fuota.protocol.msu.Samples.DATA;
import static dev.fuota.protocol.msu.Samples.GEOMETRY;
import static dev.fuota.protocol.msu.Samples.I_AM;
import static dev.fuota.protocol.msu.Samples.NOTIFICATION;
import static dev.fuota.protocol.msu.Samples.SCM;
import static dev.fuota.protocol.msu.Samples.STATUS;
import static dev.fuota.protocol.msu.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What depends on the file in progress, the device, or the peer. */
class ContextTest {
  private static final MsuDecoder DECODER = new MsuDecoder(Samples.EVERYTHING);

  static Stream<Arguments> rows() {
    return Stream.of(
        row("another file", with(DATA, 1, "0002"), RejectReason.WRONG_FILE_NUMBER),
        row("another file", with(SCM, 1, "0002"), RejectReason.WRONG_FILE_NUMBER),
        row("another file", Bytes.fromHex("17000210"), RejectReason.WRONG_FILE_NUMBER),
        row("another file", Bytes.fromHex("1800021011223344"), RejectReason.WRONG_FILE_NUMBER),
        row("no such file", Bytes.fromHex("17000410"), RejectReason.BAD_FILE_NUMBER),
        row("chunk 4 of 3", with(DATA, 4, "00000004"), RejectReason.BAD_CHUNK_NUMBER),
        row("chunk 4 of 3", with(SCM, 4, "00000004"), RejectReason.BAD_CHUNK_NUMBER),
        row("chunk 4 of 3", with(Samples.CCM, 12, "00000004"), RejectReason.BAD_CHUNK_NUMBER),
        row("the last chunk has 2", with(DATA, 8, "03"), RejectReason.BAD_SEQUENCE_NUMBER),
        row("5 of 10", with(DATA, 4, "0000000104"), RejectReason.DATA_LENGTH_MISMATCH),
        row("beyond", Bytes.fromHex("15000110000000030100000020000000"), bitmapRange()),
        row("beyond", Bytes.fromHex("15000110000000010100000008000000"), bitmapRange()),
        row("poll beyond", with(Samples.POLL, 8, "00000004"), RejectReason.BAD_CHUNK_NUMBER),
        row("report beyond", with(Samples.REPORT, 20, "00000005"), badChunk()),
        row("report repeats", with(Samples.REPORT, 28, "00000003400000"), badChunk()),
        row("nothing missing", with(Samples.REPORT, 32, "00000000"), RejectReason.SCM_EMPTY),
        row("coded alone", with(Samples.CODED, 8, "80000000"), RejectReason.SCM_EMPTY),
        row("coded beyond", with(Samples.CODED, 8, "60000000"), bitmapRange()),
        row(
            "coded too short",
            Bytes.fromHex("1d00011000000003c00000000005000061626364" + "65"),
            RejectReason.DATA_LENGTH_MISMATCH));
  }

  private static RejectReason bitmapRange() {
    return RejectReason.SCM_BITMAP_RANGE;
  }

  private static RejectReason badChunk() {
    return RejectReason.BAD_CHUNK_NUMBER;
  }

  private static Arguments row(String what, Bytes datagram, RejectReason reason) {
    return Arguments.of(what, datagram, reason);
  }

  @ParameterizedTest(name = "{2}: {0} in {1}")
  @MethodSource("rows")
  void aMessageMustFitTheFileInProgress(String what, Bytes datagram, RejectReason reason) {
    MsuDecoded decoded = DECODER.decode(datagram.asBuffer(), CONTEXT);

    assertThat(decoded).isInstanceOf(MsuDecoded.Rejected.class);
    assertThat(((MsuDecoded.Rejected) decoded).reason()).isEqualTo(reason);
  }

  @Test
  void anAbortOfTheWholeTransactionFitsEveryFile() {
    MsuMessage abort = new TransferAborted(0, 1);

    assertThat(DECODER.decode(abort.encoded().asBuffer(), CONTEXT).accepted()).contains(abort);
  }

  @Test
  void theFlagsOfAFrameAreHints() { // MSU-084
    MsuMessage inner = new DataTransfer(1, 1, 1, 0x7f, Samples.text("0123456789"));

    MsuDecoded decoded = DECODER.decode(inner.encoded().asBuffer(), CONTEXT);

    assertThat(decoded.accepted()).contains(inner);
    assertThat(((MsuDecoded.Ok) decoded).warnings())
        .containsExactly(
            MsuWarning.RESERVED_FLAG_BITS_SET, MsuWarning.END_OF_CHUNK_ON_INNER_SEQUENCE);
    assertThat(DataTransfer.flags(GEOMETRY, 1, 1)).isZero();
    assertThat(DataTransfer.flags(GEOMETRY, 1, 4)).isEqualTo(DataTransfer.END_OF_CHUNK);
    assertThat(DataTransfer.flags(GEOMETRY, 3, 2))
        .isEqualTo(DataTransfer.END_OF_CHUNK | DataTransfer.END_OF_FILE);
  }

  @Test
  void chunksInAnotherOrderAreCounted() {
    Bytes descending = Bytes.fromHex("16000110000000020000000300000003");

    assertThat(((MsuDecoded.Ok) DECODER.decode(descending)).warnings())
        .containsExactly(MsuWarning.CCM_NOT_STRICTLY_ASCENDING);
  }

  @Test
  void aDeviceMayTakeLess() { // MSU-065, MSU-X12
    MsuLimits small = MsuLimits.defaults().withDevice(3, 9);
    Notification three = announcing(new FileGeometry(95, 3, 9));
    Notification four = announcing(new FileGeometry(95, 4, 9));
    Notification ten = announcing(new FileGeometry(95, 3, 10));

    assertThat(new MsuDecoder(small).decode(three.encoded()).accepted()).contains(three);
    assertThat(reason(small, four)).isEqualTo(RejectReason.SEQUENCE_LIMIT_ABOVE_DEVICE);
    assertThat(reason(small, ten)).isEqualTo(RejectReason.BAD_SEQUENCE_SIZE);
    assertThat(reason(MsuLimits.defaults().withFiles(3, 94), three))
        .isEqualTo(RejectReason.FILE_TOO_LARGE);
    assertThat(new MsuDecoder(MsuLimits.defaults().withFiles(1, 95)).decode(three.encoded()))
        .isInstanceOf(MsuDecoded.Ok.class);
    Notification second = announcing(2, new FileGeometry(95, 3, 9));
    assertThat(reason(MsuLimits.defaults().withFiles(1, 95), second))
        .isEqualTo(RejectReason.BAD_FILE_NUMBER);
  }

  @Test
  void theQuotaIs256MebibytesUnlessSaidOtherwise() { // MSU-X12
    Notification largest = announcing(new FileGeometry(256 << 20, 32, 1366));
    Notification larger = announcing(new FileGeometry((256 << 20) + 1, 32, 1366));

    assertThat(new MsuDecoder(MsuLimits.defaults()).decode(largest.encoded()).accepted())
        .contains(largest);
    assertThat(reason(MsuLimits.defaults(), larger)).isEqualTo(RejectReason.FILE_TOO_LARGE);
  }

  @Test
  void theLargestFileIsOnlyCounted() { // MSU-X01
    Notification huge = announcing(new FileGeometry(0xffff_ffffL, 1, 1));

    assertThat(huge.geometry().chunks()).isEqualTo(0xffff_ffffL);
    assertThat(reason(MsuLimits.defaults(), huge)).isEqualTo(RejectReason.FILE_TOO_LARGE);
    assertThat(
            new MsuDecoder(MsuLimits.defaults().withFiles(3, 0xffff_ffffL))
                .decode(huge.encoded())
                .accepted())
        .contains(huge);
  }

  private static Notification announcing(FileGeometry geometry) {
    return announcing(1, geometry);
  }

  private static Notification announcing(int file, FileGeometry geometry) {
    return new Notification(
        NotificationKind.FORCE_UPGRADE,
        file,
        geometry,
        NOTIFICATION.group(),
        Optional.empty(),
        1,
        0,
        OptionalInt.empty(),
        0,
        "a",
        Optional.empty());
  }

  private static RejectReason reason(MsuLimits limits, MsuMessage message) {
    return ((MsuDecoded.Rejected) new MsuDecoder(limits).decode(message.encoded())).reason();
  }

  @Test
  void aServerReadsTheStatusOfAnOlderClient() { // MSU-X37
    Bytes status = Bytes.fromHex("1c01021011223344c000021403000000");
    MsuDecoder server = new MsuDecoder(MsuLimits.defaults().withOlderClients());

    assertThat(server.decode(status).accepted()).contains(STATUS);
    assertThat(server.decode(STATUS.encoded()).accepted()).contains(STATUS);
    assertThat(server.decode(status.slice(0, 15))).isInstanceOf(MsuDecoded.Rejected.class);
  }

  @Test
  void aServerReadsTheIAmOfAnOlderClient() {
    IAm plain =
        new IAm(
            0,
            MsgType.CLIENT,
            Samples.DEVICE,
            I_AM.identity(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(DeviceParameters.DEFAULT),
            0,
            Bytes.EMPTY);
    Bytes whole = plain.encoded();
    Bytes older = whole.slice(0, 56).concat(whole.slice(60, whole.length() - 60));
    MsuDecoder server = new MsuDecoder(MsuLimits.defaults().withOlderClients());

    assertThat(server.decode(older).accepted()).contains(plain);
    assertThat(server.decode(whole).accepted()).contains(plain);
    assertThat(new MsuDecoder(MsuLimits.defaults()).decode(older).accepted()).isEmpty();
    assertThat(server.decode(older.slice(0, older.length() - 1)))
        .isInstanceOf(MsuDecoded.Rejected.class);
  }

  @Test
  void oursAreSeenOnlyByThoseWhoWantThem() {
    MsuDecoder stream = new MsuDecoder(MsuLimits.defaults().withProfile(Profile.STREAM));

    assertThat(stream.decode(Samples.POLL.encoded()).accepted()).contains(Samples.POLL);
    assertThat(stream.decode(Samples.REPORT.encoded()).accepted()).contains(Samples.REPORT);
    assertThat(stream.decode(Samples.CODED.encoded()).accepted()).isEmpty();
    assertThat(DECODER.decode(Samples.CODED.encoded()).accepted()).contains(Samples.CODED);
    assertThat(reason(MsuLimits.defaults(), Samples.POLL)).isEqualTo(RejectReason.UNKNOWN_SUBCODE);
  }

  @Test
  void theBufferIsLeftAsItWas() {
    ByteBuffer buffer = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    DATA.encoded().putTo(buffer.position(7));
    buffer.flip().position(7);

    assertThat(DECODER.decode(buffer, CONTEXT).accepted()).contains(DATA);
    assertThat(DataView.check(buffer, MsuLimits.defaults(), CONTEXT)).isEqualTo(DataView.GOOD);
    assertThat(buffer.position()).isEqualTo(7);
    assertThat(buffer.limit()).isEqualTo(7 + DATA.length());
    assertThat(DataView.chunk(buffer)).isEqualTo(3);
    assertThat(DataView.sequence(buffer)).isEqualTo(2);
    assertThat(DataView.flags(buffer)).isEqualTo(0xc0);
    assertThat(DataView.fileNumber(buffer)).isEqualTo(1);
    assertThat(DataView.dataLength(buffer)).isEqualTo(5);
    assertThat(buffer.get(DataView.dataOffset(buffer))).isEqualTo((byte) 'a');
  }
}
