package dev.fuota.monitor.web;

import dev.fuota.monitor.json.JsonText;
import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.ShapeReader;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.server.campaign.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request, read with bounds. What is wrong with it is a {@link Refusal}. */
public final class Call {
  private static final int JSON_MAX = 1 << 20;
  private static final String JSON = "application/json";
  private static final String OCTETS = "application/octet-stream";

  private final Context context;

  Call(Context context) {
    this.context = context;
  }

  /** A part of the path, by its name in the route. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /** A part of the path that is the number of a campaign. */
  public long id(String name) {
    String text = path(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal(404, "NOT_FOUND", "campaigns have numbers for names");
    }
  }

  /** A value behind the question mark; empty if it is not there, or has no text. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
  }

  /** A whole number behind the question mark, within {@code min..max}. */
  public int whole(String name, int min, int max, int otherwise) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // it is out of the range as well
    }
    throw invalid(new Problem(name, "is no whole number within the range", min + ".." + max));
  }

  /** True or false behind the question mark; false if it is not there. */
  public boolean flag(String name) {
    String text = query(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw invalid(new Problem(name, "is neither true nor false", "true, false"));
    }
    return text.equals("true");
  }

  /** The body as a value of a record or a collection. */
  public <T> T json(Class<T> type, Shape shape) {
    requireType(JSON);
    Decoded<JsonNode> tree = JsonText.parse(octets(JSON_MAX));
    if (tree instanceof Decoded.Malformed<JsonNode> malformed) {
      throw new Refusal(400, "JSON_INVALID", malformed.detail());
    }
    ShapeReader reader = new ShapeReader();
    Optional<Object> value = reader.read(shape, ((Decoded.Ok<JsonNode>) tree).get());
    if (value.isEmpty()) {
      throw invalid(reader.problems());
    }
    return type.cast(value.get());
  }

  /** The body as it is. */
  public Bytes file(int max) {
    requireType(OCTETS);
    return octets(max);
  }

  private static Refusal invalid(Problem problem) {
    return invalid(List.of(problem));
  }

  private static Refusal invalid(List<Problem> problems) {
    String sentence = problems.get(0).text();
    return new Refusal(422, new ErrorView("REQUEST_INVALID", sentence, problems, List.of()));
  }

  private void requireType(String wanted) {
    String given = Optional.ofNullable(context.contentType()).orElse("");
    String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals(wanted)) {
      throw new Refusal(415, "TYPE_UNSUPPORTED", "the body's Content-Type must be " + wanted);
    }
  }

  private Bytes octets(int max) {
    if (context.req().getContentLengthLong() > max) {
      throw tooLarge(max);
    }
    try {
      byte[] octets = context.bodyInputStream().readNBytes(max + 1);
      if (octets.length > max) {
        throw tooLarge(max);
      }
      return Bytes.of(octets);
    } catch (IOException e) {
      throw new Refusal(400, "BODY_CUT_SHORT", "the body ended too early");
    }
  }

  private static Refusal tooLarge(int max) {
    return new Refusal(413, "BODY_TOO_LARGE", "the body may have " + max + " octets at most");
  }
}
