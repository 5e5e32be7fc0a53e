package dev.fuota.protocol.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The known answers of MSU; their fields are compared by the conformance runner. */
class KnownMessagesTest {
  private static final int VERSION_AT = 3;

  static Stream<Arguments> messages() {
    return KnownAnswers.group("msu.json", "messages")
        .map(entry -> Arguments.of(KnownAnswers.text(entry, "id"), entry));
  }

  // MSU-008, MSU-013, MSU-016, MSU-017, MSU-018, MSU-020, MSU-022, MSU-024, MSU-026, MSU-029,
  // MSU-031, MSU-032, MSU-033, MSU-036, MSU-037, MSU-048, MSU-053, MSU-054, MSU-056, MSU-058,
  // MSU-061, MSU-063, MSU-066, MSU-071, MSU-073, MSU-080, MSU-084, MSU-089, MSU-102, MSU-117,
  // MSU-140, MSU-142, MSU-144
  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void aMessageIsReadAndWrittenOctetByOctet(String id, JsonNode entry) {
    Bytes datagram = KnownAnswers.hex(entry, "hex");

    MsuDecoded.Ok ok = (MsuDecoded.Ok) decode(entry, datagram);

    assertThat(ok.message().type()).hasToString(KnownAnswers.text(entry, "type"));
    assertThat(ok.message().length()).isEqualTo(entry.get("length").intValue());
    assertThat(ok.warnings().stream().map(Enum::name))
        .containsExactlyElementsOf(
            entry.path("warnings").valueStream().map(JsonNode::stringValue).toList());
    byte[] encoded = ok.message().encoded().toArray();
    encoded[VERSION_AT] = (byte) datagram.at(VERSION_AT); // reserved bits are not kept
    assertThat(Bytes.of(encoded)).isEqualTo(datagram);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void aMessageIsWrittenIntoABufferOfTheCaller(String id, JsonNode entry) {
    MsuMessage message = decode(entry, KnownAnswers.hex(entry, "hex")).accepted().orElseThrow();
    ByteBuffer out = ByteBuffer.allocateDirect(message.length() + 2).position(1);

    message.encode(out);

    assertThat(out.position()).isEqualTo(message.length() + 1);
    assertThat(Bytes.rest(out.flip().position(1))).isEqualTo(message.encoded());
  }

  static Stream<Arguments> rejected() {
    return KnownAnswers.group("msu.json", "reject")
        .map(entry -> Arguments.of(KnownAnswers.text(entry, "id"), entry));
  }

  // MSU-X03
  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void whatIsNoMessageIsRejectedForItsReason(String id, JsonNode entry) {
    MsuDecoded decoded = decode(entry, KnownAnswers.hex(entry, "hex"));

    assertThat(((MsuDecoded.Rejected) decoded).reason())
        .hasToString(KnownAnswers.text(entry, "reason"));
  }

  private static MsuDecoded decode(JsonNode entry, Bytes datagram) {
    boolean local = entry.path("sender").asString("").equals("local");
    MsuLimits limits = local ? MsuLimits.defaults().fromLocal() : MsuLimits.defaults();
    MsuDecoder decoder = new MsuDecoder(limits);
    JsonNode context = entry.path("context");
    return context.isMissingNode()
        ? decoder.decode(datagram)
        : decoder.decode(
            datagram.asBuffer(),
            new FileContext(context.get("fileNumber").intValue(), geometry(context)));
  }

  static FileGeometry geometry(JsonNode entry) {
    return new FileGeometry(
        entry.get("fileSize").longValue(),
        entry.get("sequenceLimit").intValue(),
        entry.get("sequenceSize").intValue());
  }
}
