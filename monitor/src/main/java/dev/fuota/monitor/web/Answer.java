package dev.fuota.monitor.web;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param type of the content
 */
public record Answer(int status, String type, Bytes content) {
  public static final String JSON = "application/json";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A JSON document. */
  public static Answer json(int status, JsonNode document) {
    return new Answer(status, JSON, Bytes.of(MAPPER.writeValueAsBytes(document)));
  }

  /** A text of some other type. */
  public static Answer text(int status, String type, String text) {
    return new Answer(status, type, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Answer error(int status, ErrorView error) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode body = document.putObject("error");
    body.put("code", error.code()).put("sentence", error.sentence());
    body.putArray("problems");
    body.putArray("devices");
    return json(status, document);
  }
}
