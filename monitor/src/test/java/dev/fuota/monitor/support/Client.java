package dev.fuota.monitor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a server over real sockets. Every answer is checked: the document of the API must know this
 * status for this route, and the JSON must be as its schema says.
 */
public final class Client {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String root;
  private final Optional<String> token;
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<ApiSchema> schema = Optional.empty();

  /** An answer. */
  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      return MAPPER.readTree(response.body());
    }

    public String code() {
      return json().at("/error/code").asString();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Client(String root, Optional<String> token) {
    this.root = root;
    this.token = token;
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer post(String path, String json) {
    return send("POST", path, json(json), "Content-Type", "application/json");
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json(json), "Content-Type", "application/json");
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Answer upload(String path, byte[] octets) {
    return send(
        "POST",
        path,
        BodyPublishers.ofByteArray(octets),
        "Content-Type",
        "application/octet-stream");
  }

  private static BodyPublisher json(String text) {
    return BodyPublishers.ofString(text);
  }

  /** Any request; the headers are names and values in turn. */
  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    Answer answer = raw(method, path, body, headers);
    schema().check(method, path, answer);
    return answer;
  }

  private Answer raw(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The document of the API, which everybody may read. */
  public ApiSchema schema() {
    if (schema.isEmpty()) {
      Answer document = raw("GET", "/api/v1/openapi.json", BodyPublishers.noBody());
      assertThat(document.status()).isEqualTo(200);
      schema = Optional.of(new ApiSchema(document.json()));
    }
    return schema.get();
  }
}
