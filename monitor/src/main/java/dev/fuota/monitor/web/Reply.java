package dev.fuota.monitor.web;

import dev.fuota.monitor.json.JsonText;
import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.ShapeWriter;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a request is answered. */
public sealed interface Reply {
  String JSON = "application/json";
  Shape ERROR = Shapes.of(ErrorView.class);

  /**
   * All of it at once.
   *
   * @param status of HTTP
   * @param type of the content
   */
  record Whole(int status, String type, Bytes content) implements Reply {}

  /**
   * A stream that stays open.
   *
   * @param begin gets the stream, on the thread of the request
   */
  record Streamed(Consumer<EventStream> begin) implements Reply {}

  /** A JSON document. */
  static Whole json(int status, JsonNode document) {
    return new Whole(status, JSON, JsonText.write(document));
  }

  /** A value of this shape. */
  static Whole json(int status, Shape shape, Object value) {
    return json(status, ShapeWriter.write(shape, value));
  }

  /** A text of some other type. */
  static Whole text(int status, String type, String text) {
    return new Whole(status, type, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** An error as all errors are. */
  static Whole error(int status, ErrorView error) {
    return json(
        status,
        JsonNodeFactory.instance.objectNode().set("error", ShapeWriter.write(ERROR, error)));
  }
}
