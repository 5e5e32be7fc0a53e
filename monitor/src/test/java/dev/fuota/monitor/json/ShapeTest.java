package dev.fuota.monitor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CommandRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ShapeTest {
  private static final Shape REQUEST = Shapes.of(CampaignRequest.class);

  /** One component of each kind. */
  record Everything(
      String text,
      int whole,
      long large,
      double share,
      boolean flag,
      Duration time,
      Instant at,
      DeviceId device,
      CampaignKind kind,
      Optional<String> some,
      Optional<String> none,
      OptionalInt number,
      OptionalLong absent,
      List<List<Integer>> rows,
      Map<String, Problem> named) {}

  @Test
  void writesEachKindOfValue() {
    Everything value =
        new Everything(
            "a\"b",
            -1,
            1L << 40,
            0.25,
            true,
            Duration.ofMillis(1500),
            Instant.parse("2026-11-22T10:00:00Z"),
            new DeviceId(0x1122334455667788L),
            CampaignKind.FIRMWARE_UPGRADE,
            Optional.of("x"),
            Optional.empty(),
            OptionalInt.of(3),
            OptionalLong.empty(),
            List.of(List.of(1, 2), List.of()),
            Map.of("p", new Problem("n", "s", "a")));
    assertThat(text(ShapeWriter.write(Shapes.of(Everything.class), value)))
        .isEqualTo(
            "{\"text\":\"a\\\"b\",\"whole\":-1,\"large\":1099511627776,\"share\":0.25,"
                + "\"flag\":true,\"time\":1.5,\"at\":\"2026-11-22T10:00:00Z\","
                + "\"device\":\"1122334455667788\",\"kind\":\"FIRMWARE_UPGRADE\","
                + "\"some\":\"x\",\"number\":3,\"rows\":[[1,2],[]],"
                + "\"named\":{\"p\":{\"parameter\":\"n\",\"sentence\":\"s\",\"allowed\":\"a\"}}}");
  }

  @Test
  void aTypeWithoutShapeIsAMistakeOfOurs() {
    assertThatThrownBy(() -> Shapes.of(StringBuilder.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsARequest() {
    Optional<Object> request =
        read(
            "{\"name\":\"n\",\"kind\":\"CONFIGURE_MULTICAST_GROUPS\",\"devices\":[\"01\"],"
                + "\"commands\":[{\"fPort\":200,\"hex\":\"00\"}],\"file\":null,"
                + "\"parameters\":{\"success_threshold\":90,\"adaptive\":true,"
                + "\"delivery_timeout\":\"5min\",\"redundancy\":0.2}}");
    assertThat(request)
        .contains(
            new CampaignRequest(
                "n",
                CampaignKind.CONFIGURE_MULTICAST_GROUPS,
                List.of("01"),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(new CommandRequest(200, "00")),
                Optional.empty(),
                Map.of(
                    "success_threshold",
                    "90",
                    "adaptive",
                    "true",
                    "delivery_timeout",
                    "5min",
                    "redundancy",
                    "0.2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"FIRMWARE_UPGRADE\"} | name | is not there",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE\"} | kind | is none of the names",
        "{\"name\":\"n\",\"kind\":7} | kind | is none of the names",
        "{\"name\":7,\"kind\":\"FIRMWARE_UPGRADE\"} | name | is no text",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"device\":[]} | device | is unknown; did"
            + " you mean devices?",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"devices\":{}} | devices | is no array",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"devices\":[1]} | devices[0] | is no text",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"commands\":[{\"fPort\":1.5,\"hex\":\"\"}]}"
            + " | commands[0].fPort | is no whole number within the range",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"commands\":[{\"fPort\":2147483648,\"hex\":\"\"}]}"
            + " | commands[0].fPort | is no whole number within the range",
        "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"parameters\":{\"x\":[]}} | parameters.x |"
            + " is no text, number or truth value",
        "[] | body | is no object",
        "null | body | is no object"
      })
  void namesWhatIsWrong(String json, String path, String sentence) {
    ShapeReader reader = new ShapeReader();
    assertThat(reader.read(REQUEST, parse(json))).isEmpty();
    assertThat(reader.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.parameter()).isEqualTo(path);
              assertThat(problem.sentence()).isEqualTo(sentence);
            });
  }

  @Test
  void namesAHundredProblemsAtMost() {
    ShapeReader reader = new ShapeReader();
    String many = "{" + "\"k%d\":1,".repeat(1000) + "\"z\":1}";
    for (int i = 0; many.contains("%d"); i++) {
      many = many.replaceFirst("%d", Integer.toString(i));
    }
    assertThat(reader.read(REQUEST, parse(many))).isEmpty();
    assertThat(reader.problems()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
        "{'a':1}",
        "NaN",
        "{\"a\":01}",
        "\"\\ud800"
      })
  void whatIsNoJsonIsAnError(String text) {
    assertThat(JsonText.parse(Bytes.of(text.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(Decoded.Malformed.class);
  }

  private static Optional<Object> read(String json) {
    ShapeReader reader = new ShapeReader();
    Optional<Object> value = reader.read(REQUEST, parse(json));
    assertThat(reader.problems()).isEmpty();
    return value;
  }

  private static JsonNode parse(String json) {
    return JsonText.parse(Bytes.of(json.getBytes(StandardCharsets.UTF_8))).value().orElseThrow();
  }

  private static String text(JsonNode node) {
    return new String(JsonText.write(node).toArray(), StandardCharsets.UTF_8);
  }
}
