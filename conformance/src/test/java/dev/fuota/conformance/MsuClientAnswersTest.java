package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.conformance.device.MsuDevice;
import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the real client does otherwise than a file says is found, by the name of the field. */
class MsuClientAnswersTest {
  private static final JsonNode FILE = KnownAnswerFiles.read(KnownAnswerFiles.path("msu.json"));

  @TempDir private Path directory;

  static Stream<Arguments> changes() {
    String happy = "p-s-happy";
    String first = "/scenarios/0/";
    String late = "at 1.0 of each window: ";
    return Stream.of(
        change(first + "expect/0/hex", "\"22\"", happy, "expect/0/hex"),
        change(first + "expect/0/type", "\"SCM\"", happy, "expect/0/type"),
        change(first + "expect/0/notBefore", "100", happy, "expect/0"),
        change(first + "expect/0/notAfter", "400", happy, late + "expect/0"),
        change(
            first + "expect/3",
            "{\"type\":\"X\",\"hex\":\"\",\"notBefore\":0,\"notAfter\":1}",
            happy,
            "expect/3/type"),
        change(first + "neverSend", "[\"I_AM\"]", happy, "neverSend/I_AM"),
        change(first + "client", "{\"scmWaitMs\": 1}", happy, "client/scmWaitMs"),
        change(first + "final/state", "\"UPDATE\"", happy, "final/state"),
        change(first + "final/substate", "\"IDLE\"", happy, "final/substate"),
        change(first + "final/files", "{}", happy, "final/files"),
        change(first + "final/files/1", "\"00\"", happy, "final/files"),
        change(first + "final/status/status", "3", happy, "final/status/status"),
        change(first + "final/status/errorCode", "1", happy, "final/status/errorCode"),
        change(first + "final/status/transactionId", "1", happy, "final/status/transactionId"),
        change(first + "final/status/ccmRetry", "1", happy, "final/status/ccmRetry"),
        change("/connectPolicy/0/subcode", "1", "level0-anything", "subcode"),
        change("/connectPolicy/0/responseHex", "\"42\"", "level0-anything", "responseHex"),
        change("/connectPolicy/0/device/level", "1", "level0-anything", "subcode"),
        change("/participation/0/takesPart", "false", "/participation/0", "takesPart"),
        change("/participation/1/statusErrorCode", "0", "/participation/1", "statusErrorCode"));
  }

  private static Arguments change(String pointer, String json, String id, String field) {
    return Arguments.of(pointer, json, id, field);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("changes")
  void aWrongAnswerIsNamed(String pointer, String json, String id, String field) {
    Path copy = KnownAnswerFiles.copyWith(directory, "msu.json", pointer, json);

    ConformanceReport report = Conformance.run(List.of(copy));

    assertThat(report.unusable()).isEmpty();
    assertThat(report.ran().get(0).groups())
        .flatMap(GroupReport::failures)
        .anySatisfy(
            failure -> {
              assertThat(failure.id()).isEqualTo(id);
              assertThat(failure.field()).isEqualTo(field);
            });
  }

  static Stream<Arguments> holders() {
    return Stream.of(
        // "level3-ok": on the list without a MAC; not on the list; the asking server itself
        Arguments.of(10, "198.51.100.7", 14),
        Arguments.of(10, "203.0.113.77", 14),
        Arguments.of(10, "192.0.2.15", 0),
        // "level2-not-listed": no server becomes known by holding the client
        Arguments.of(7, "203.0.113.9", 2));
  }

  @ParameterizedTest(name = "{0} held by {1}: {2}")
  @MethodSource("holders")
  void whoHoldsTheClientChangesNoOtherCheck(int index, String holder, int subcode) {
    ObjectNode entry = (ObjectNode) FILE.at("/connectPolicy/" + index).deepCopy();
    ((ObjectNode) entry.get("device")).put("busyWith", holder);
    entry.put("subcode", subcode);
    entry.put("responseHex", String.format("42%02x%02x100000004d", Math.min(1, subcode), subcode));
    String pointer = "/connectPolicy/" + index;
    Path copy = KnownAnswerFiles.copyWith(directory, "msu.json", pointer, entry.toString());

    assertThat(Conformance.run(List.of(copy)).ran().get(0).groups())
        .flatMap(GroupReport::failures)
        .isEmpty();
  }

  static Stream<Arguments> rejects() {
    return StreamSupport.stream(FILE.at("/reject").spliterator(), false)
        .map(
            reject ->
                Arguments.of(
                    reject.get("id").stringValue(),
                    Bytes.fromHex(reject.get("hex").stringValue())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejects")
  @DisplayName("A client answers nothing to what is no message, and stays where it is (MSU-X03)")
  void whatIsNoMessageHasNoEffect(String id, Bytes datagram) {
    MsuDevice device = new MsuDevice(MsuClientConfig.open(), new Ipv4(0xc000_0214), 0);
    for (Line line : Line.values()) {
      device.receive(new Endpoint(new Ipv4(0xc000_020f), 1000), line, datagram);
    }
    device.runUntil(10_000);

    assertThat(device.sent()).as(id).isEmpty();
    assertThat(device.client().state()).isEqualTo(MsuState.LISTENING);
  }
}
