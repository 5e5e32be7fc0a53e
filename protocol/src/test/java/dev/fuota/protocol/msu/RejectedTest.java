package dev.fuota.protocol.msu;

import static dev.fuota.protocol.msu.Samples.CCM;
import static dev.fuota.protocol.msu.Samples.CONNECT;
import static dev.fuota.protocol.msu.Samples.DATA;
import static dev.fuota.protocol.msu.Samples.DEVICE;
import static dev.fuota.protocol.msu.Samples.ID;
import static dev.fuota.protocol.msu.Samples.I_AM;
import static dev.fuota.protocol.msu.Samples.NOTIFICATION;
import static dev.fuota.protocol.msu.Samples.PASSTHROUGH;
import static dev.fuota.protocol.msu.Samples.SCM;
import static dev.fuota.protocol.msu.Samples.SERVER;
import static dev.fuota.protocol.msu.Samples.STATUS;
import static dev.fuota.protocol.msu.Samples.WHO_IS;
import static dev.fuota.protocol.msu.Samples.cut;
import static dev.fuota.protocol.msu.Samples.longer;
import static dev.fuota.protocol.msu.Samples.with;
import static dev.fuota.protocol.msu.Samples.withAddress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason, at both ends of what each field may be. */
class RejectedTest {
  private static final MsuMessage ABORT = new TransferAborted(1, ID);
  private static final MsuMessage SET = new SetGroup(1, 0, DEVICE);
  private static final MsuMessage ACK = new GroupAck(0, false, DEVICE);
  private static final MsuMessage RESPONSE = ConnectResponse.to(ID, ResponseCode.GOOD);
  private static final MsuMessage DISCONNECT = new DisconnectRequest(0, SERVER, ID);

  static Stream<Arguments> rows() {
    return Stream.of(header(), addresses(), file(), transfer(), answers(), strings())
        .flatMap(rows -> rows);
  }

  // MSU-021, MSU-140
  private static Stream<Arguments> header() {
    return Stream.of(
        row("nothing", Bytes.EMPTY, RejectReason.TRUNCATED),
        row("1473 octets", Bytes.of(new byte[1473]), RejectReason.OVERSIZE),
        row("1472 octets of opcode 0", Bytes.of(new byte[1472]), RejectReason.UNKNOWN_OPCODE),
        row("opcode 7", Bytes.fromHex("71000010"), RejectReason.UNKNOWN_OPCODE),
        row("opcode 14", Bytes.fromHex("e1000010"), RejectReason.UNKNOWN_OPCODE),
        row("subcode 0", Bytes.fromHex("10000010"), RejectReason.UNKNOWN_SUBCODE),
        row("subcode 13", Bytes.fromHex("1d000010"), RejectReason.UNKNOWN_SUBCODE),
        row("subcode 14", Bytes.fromHex("1e000010"), RejectReason.UNKNOWN_SUBCODE),
        row("subcode 15", Bytes.fromHex("1f000010"), RejectReason.UNKNOWN_SUBCODE),
        row("passthrough 3", Bytes.fromHex("53000010"), RejectReason.UNKNOWN_SUBCODE),
        row("local 4", Bytes.fromHex("f4000010"), RejectReason.UNKNOWN_SUBCODE),
        row("version 0", Bytes.fromHex("17000100"), RejectReason.BAD_PROTOCOL_VERSION),
        row("version 7", Bytes.fromHex("17000170"), RejectReason.BAD_PROTOCOL_VERSION),
        row("from the network", Bytes.fromHex("f3000010"), RejectReason.NOT_LOCAL)); // MSU-X29
  }

  private static Stream<Arguments> addresses() {
    RejectReason bad = RejectReason.BAD_ADDRESS; // MSU-019, MSU-133
    return Stream.of(
        row("a leading zero", withAddress(STATUS, 8, "192.0.02.1"), bad),
        row("256", withAddress(STATUS, 8, "192.0.2.256"), bad),
        row("three numbers", withAddress(STATUS, 8, "192.0.2"), bad),
        row("five numbers", withAddress(STATUS, 8, "192.0.2.1.1"), bad),
        row("a point behind", withAddress(STATUS, 8, "192.0.2.1."), bad),
        row("a blank before", withAddress(STATUS, 8, " 192.0.2.1"), bad),
        row("a sign", withAddress(STATUS, 8, "+192.0.2.1"), bad),
        row("IPv6", withAddress(STATUS, 8, "2001:db8::1"), bad),
        row("empty", withAddress(STATUS, 8, ""), bad),
        row("40 characters", withAddress(STATUS, 8, "1".repeat(40)), bad),
        row("behind the NUL", with(STATUS, 47, "31"), bad),
        row("no group", withAddress(NOTIFICATION, 16, ""), bad),
        row("no device", withAddress(I_AM, 4, ""), bad),
        row("no server", withAddress(CONNECT, 4, ""), bad),
        row("no server", withAddress(DISCONNECT, 4, ""), bad),
        row("no target", withAddress(SET, 4, ""), bad),
        row("no target", withAddress(PASSTHROUGH, 4, ""), bad),
        row("a range without start", withAddress(WHO_IS, 4, ""), bad),
        row("a range without end", withAddress(WHO_IS, 44, ""), bad),
        row("an inverted range", withAddress(WHO_IS, 4, "192.0.2.21"), RejectReason.BAD_RANGE),
        row("an end, but no range", with(WHO_IS, 1, "00"), RejectReason.BAD_RANGE),
        row("IsRange 2", with(WHO_IS, 1, "02"), RejectReason.BAD_BOOLEAN),
        row("local group", withAddress(NOTIFICATION, 16, "224.0.0.255"), badGroup()),
        row("above all groups", withAddress(NOTIFICATION, 16, "240.0.0.0"), badGroup()),
        row("unicast", withAddress(NOTIFICATION, 56, "223.255.255.255"), badGroup()));
  }

  private static RejectReason badGroup() {
    return RejectReason.BAD_MULTICAST;
  }

  private static Stream<Arguments> file() {
    return Stream.of(
        row("file 0", with(NOTIFICATION, 1, "0000"), RejectReason.BAD_FILE_NUMBER), // MSU-062
        row("file 4", with(NOTIFICATION, 1, "0004"), RejectReason.BAD_FILE_NUMBER), // MSU-141
        row("file 256", with(NOTIFICATION, 1, "0100"), RejectReason.BAD_FILE_NUMBER),
        row("size 0", with(NOTIFICATION, 4, "00000000"), RejectReason.BAD_FILE_SIZE), // MSU-063
        row("limit 0", with(NOTIFICATION, 12, "0000"), RejectReason.BAD_SEQUENCE_LIMIT),
        row("limit 33", with(NOTIFICATION, 12, "0021"), RejectReason.BAD_SEQUENCE_LIMIT),
        row("sequence size 0", with(NOTIFICATION, 14, "0000"), RejectReason.BAD_SEQUENCE_SIZE),
        row("sequence size 1461", with(NOTIFICATION, 14, "05b5"), RejectReason.BAD_SEQUENCE_SIZE),
        row("no chunks", chunks(0), RejectReason.CHUNK_COUNT_MISMATCH), // MSU-064
        row("one chunk less", chunks(2), RejectReason.CHUNK_COUNT_MISMATCH),
        row("one chunk more", chunks(4), RejectReason.CHUNK_COUNT_MISMATCH),
        row("2^32 - 1 chunks", chunks(-1), RejectReason.CHUNK_COUNT_MISMATCH),
        row("port 0", with(NOTIFICATION, 96, "0000"), RejectReason.BAD_PORT),
        row("no second port", with(NOTIFICATION, 98, "0000"), RejectReason.BAD_PORT),
        row("no second group", withAddress(NOTIFICATION, 56, ""), RejectReason.BAD_PORT),
        row("id 0", with(NOTIFICATION, 100, "00000000"), RejectReason.BAD_TRANSACTION_ID),
        row("group, no flag", with(NOTIFICATION, 110, "07"), RejectReason.BAD_GROUP_ID),
        row("file 0", with(DATA, 1, "0000"), RejectReason.BAD_FILE_NUMBER),
        row("file 4", with(SCM, 1, "0004"), RejectReason.BAD_FILE_NUMBER),
        row("file 4", with(CCM, 1, "0004"), RejectReason.BAD_FILE_NUMBER),
        row("file 4", with(ABORT, 1, "0004"), RejectReason.BAD_FILE_NUMBER),
        row("file 0", Bytes.fromHex("17000010"), RejectReason.BAD_FILE_NUMBER),
        row("file 0", Bytes.fromHex("19000010"), RejectReason.BAD_FILE_NUMBER),
        row("file 0", Bytes.fromHex("1a00001000000000"), RejectReason.BAD_FILE_NUMBER));
  }

  private static Bytes chunks(int count) {
    return with(NOTIFICATION, 8, String.format("%08x", count));
  }

  private static Stream<Arguments> transfer() {
    return Stream.of(
        row("chunk 0", with(DATA, 4, "00000000"), RejectReason.BAD_CHUNK_NUMBER), // MSU-081
        row("sequence 0", with(DATA, 8, "00"), RejectReason.BAD_SEQUENCE_NUMBER), // MSU-082
        row("sequence 33", with(DATA, 8, "21"), RejectReason.BAD_SEQUENCE_NUMBER),
        row("longer", with(DATA, 9, "0006"), RejectReason.DATA_LENGTH_MISMATCH), // MSU-083
        row("shorter", with(DATA, 9, "0004"), RejectReason.DATA_LENGTH_MISMATCH),
        row("no data", Bytes.fromHex("140001100000000101000000"), lengthMismatch()),
        row("one octet more", longer(DATA, 1), RejectReason.DATA_LENGTH_MISMATCH),
        row("fixed part cut", cut(DATA, 6), RejectReason.TRUNCATED),
        row("chunk 0", with(SCM, 4, "00000000"), RejectReason.BAD_CHUNK_NUMBER),
        row("no bits", with(SCM, 8, "0000000000000000"), RejectReason.SCM_EMPTY),
        row("a bit less", with(SCM, 8, "02"), RejectReason.SCM_COUNT_MISMATCH), // MSU-090
        row("a bit more", with(SCM, 12, "c0"), RejectReason.SCM_COUNT_MISMATCH),
        row("count 0", with(SCM, 8, "00"), RejectReason.SCM_COUNT_MISMATCH),
        row("surplus", longer(SCM, 1), RejectReason.TRAILING_BYTES),
        row("no chunks", Bytes.fromHex("1600011000000000"), RejectReason.CCM_EMPTY),
        row("count 1", with(CCM, 4, "00000001"), RejectReason.CCM_COUNT_MISMATCH),
        row("count 3", with(CCM, 4, "00000003"), RejectReason.CCM_COUNT_MISMATCH),
        row("count 2^30 + 2", with(CCM, 4, "40000002"), RejectReason.CCM_COUNT_MISMATCH),
        row("an octet less", cut(CCM, 1), RejectReason.CCM_COUNT_MISMATCH),
        row("an octet more", longer(CCM, 1), RejectReason.CCM_COUNT_MISMATCH),
        row("chunk 0", with(CCM, 12, "00000000"), RejectReason.BAD_CHUNK_NUMBER),
        row("id 0", with(ABORT, 4, "00000000"), RejectReason.BAD_TRANSACTION_ID));
  }

  private static RejectReason lengthMismatch() {
    return RejectReason.DATA_LENGTH_MISMATCH;
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        row("error 2", with(RESPONSE, 1, "02"), RejectReason.BAD_BOOLEAN), // MSU-057
        row("error without reason", with(RESPONSE, 1, "0100"), RejectReason.BAD_ERROR_PAIR),
        row("reason without error", with(RESPONSE, 1, "0001"), RejectReason.BAD_ERROR_PAIR),
        row("status 2", with(STATUS, 1, "02"), RejectReason.BAD_STATUS), // MSU-118
        row("status 4", with(STATUS, 1, "04"), RejectReason.BAD_STATUS),
        row("fail for nothing", with(STATUS, 1, "0100"), RejectReason.BAD_ERROR_PAIR), // MSU-119
        row("pass with an error", with(STATUS, 1, "0001"), RejectReason.BAD_ERROR_PAIR),
        row("busy with an error", with(STATUS, 1, "0301"), RejectReason.BAD_ERROR_PAIR),
        row("16 octets", cut(STATUS, 36), RejectReason.TRUNCATED),
        row("group 0", with(SET, 1, "00"), RejectReason.BAD_GROUP_ID),
        row("group 128", with(SET, 1, "80"), RejectReason.BAD_GROUP_ID),
        row("group 128", with(ACK, 1, "80"), RejectReason.BAD_GROUP_ID),
        row("group 255", with(I_AM, 1, "ff"), RejectReason.BAD_GROUP_ID),
        row("ack 2", with(ACK, 2, "02"), RejectReason.BAD_BOOLEAN),
        row("id 0", with(CONNECT, 44, "00000000"), RejectReason.BAD_TRANSACTION_ID),
        row("id 0", with(DISCONNECT, 44, "00000000"), RejectReason.BAD_TRANSACTION_ID),
        row("longer", with(PASSTHROUGH, 48, "0005"), RejectReason.DATA_LENGTH_MISMATCH));
  }

  private static Stream<Arguments> strings() {
    return Stream.of(
        row("no flag", with(I_AM, 44, "04"), RejectReason.LENGTH_FLAG_CONFLICT), // MSU-031
        row("no flag", with(CONNECT, 64, "01"), RejectReason.LENGTH_FLAG_CONFLICT),
        row("no flag", with(NOTIFICATION, 109, "03"), RejectReason.LENGTH_FLAG_CONFLICT),
        row("too long", with(I_AM, 44, "ff"), RejectReason.LENGTH_OVERRUN), // MSU-037
        row("too long", with(CONNECT, 55, "ff"), RejectReason.LENGTH_OVERRUN),
        row("too long", with(CONNECT, 59, "ff"), RejectReason.LENGTH_OVERRUN),
        row("too long", with(NOTIFICATION, 109, "84"), RejectReason.LENGTH_OVERRUN),
        row("one less", with(NOTIFICATION, 109, "82"), RejectReason.TRAILING_BYTES),
        row("surplus", longer(CONNECT, 1), RejectReason.TRAILING_BYTES),
        row("a tab", with(I_AM, 60, "09"), RejectReason.BAD_STRING),
        row("octet 7f", with(I_AM, 60, "7f"), RejectReason.BAD_STRING),
        row("octet 80", with(CONNECT, 68, "80"), RejectReason.BAD_STRING),
        row("NUL inside", with(CONNECT, 69, "00"), RejectReason.BAD_STRING),
        row("9 octets", with(I_AM, 53, "89"), RejectReason.BAD_DEVICE_PARAM),
        row("11 octets", with(I_AM, 53, "8b"), RejectReason.BAD_DEVICE_PARAM),
        row("0 octets", with(I_AM, 53, "80"), RejectReason.BAD_DEVICE_PARAM),
        row("device limit 0", limit("00"), RejectReason.BAD_SEQUENCE_LIMIT), // MSU-034
        row("device limit 33", limit("21"), RejectReason.BAD_SEQUENCE_LIMIT),
        row("no name", with(NOTIFICATION, 108, "00"), RejectReason.BAD_FILE_NAME),
        row("hidden", with(NOTIFICATION, 112, "2e"), RejectReason.BAD_FILE_NAME), // MSU-X09
        row("a slash", with(NOTIFICATION, 113, "2f"), RejectReason.BAD_FILE_NAME),
        row("up", with(NOTIFICATION, 120, "2e2e2f"), RejectReason.BAD_PATH));
  }

  /** The last octet of the device parameters, before four octets of user data. */
  private static Bytes limit(String hex) {
    return with(I_AM, I_AM.length() - 5, hex);
  }

  private static Arguments row(String what, Bytes datagram, RejectReason reason) {
    return Arguments.of(what, datagram, reason);
  }

  @ParameterizedTest(name = "{2}: {0} in {1}")
  @MethodSource("rows")
  void theFirstThingThatIsWrongIsTheReason(String what, Bytes datagram, RejectReason reason) {
    assertThat(reason(MsuLimits.defaults(), datagram)).isEqualTo(reason);
  }

  @Test
  void everyReasonIsShown() {
    assertThat(
            Stream.concat(
                    rows().map(row -> row.get()[2]),
                    Stream.of( // by the file in progress or the device, see ContextTest
                        RejectReason.WRONG_FILE_NUMBER,
                        RejectReason.FILE_TOO_LARGE,
                        RejectReason.SEQUENCE_LIMIT_ABOVE_DEVICE,
                        RejectReason.SCM_BITMAP_RANGE))
                .distinct())
        .containsExactlyInAnyOrder((Object[]) RejectReason.values());
  }

  static Stream<MsuMessage> allMessages() {
    return Samples.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allMessages")
  void aMessageThatIsCutIsNeverAMessage(MsuMessage message) {
    MsuDecoder decoder = new MsuDecoder(Samples.EVERYTHING);
    Bytes whole = message.encoded();
    int shortest = message instanceof IAm ? whole.length() - 4 : whole.length(); // user data
    boolean mayGrow = message instanceof ConnectResponse || message instanceof DisconnectResponse;

    assertThat(decoder.decode(whole).accepted()).contains(message);
    assertThat(
            IntStream.range(mayGrow ? 0 : Header.LENGTH, mayGrow ? Header.LENGTH : shortest)
                .mapToObj(length -> decoder.decode(whole.slice(0, length))))
        .allMatch(it -> it instanceof MsuDecoded.Rejected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allMessages")
  void surplusOctetsAreNeverPartOfAMessage(MsuMessage message) {
    MsuDecoded decoded =
        new MsuDecoder(Samples.EVERYTHING).decode(message.encoded().concat(Bytes.fromHex("01")));

    if (message instanceof IAm iAm) { // MSU-036
      Bytes more = iAm.userData().concat(Bytes.fromHex("01"));
      assertThat(((IAm) decoded.accepted().orElseThrow()).userData()).isEqualTo(more);
    } else if (message instanceof ConnectResponse || message instanceof DisconnectResponse) {
      assertThat(decoded.accepted()).contains(message);
    } else {
      assertThat(((MsuDecoded.Rejected) decoded).reason())
          .isIn(
              RejectReason.TRAILING_BYTES,
              RejectReason.DATA_LENGTH_MISMATCH,
              RejectReason.CCM_COUNT_MISMATCH);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 16, 255})
  void reservedOctetsAreIgnored(int value) {
    Bytes datagram = with(SCM, 9, String.format("%02x", value).repeat(3));

    assertThat(new MsuDecoder(MsuLimits.defaults()).decode(datagram).accepted()).contains(SCM);
  }

  private static RejectReason reason(MsuLimits limits, Bytes datagram) {
    MsuDecoded decoded = new MsuDecoder(limits).decode(datagram);
    assertThat(decoded).isInstanceOf(MsuDecoded.Rejected.class);
    return ((MsuDecoded.Rejected) decoded).reason();
  }
}
