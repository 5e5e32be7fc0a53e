package dev.fuota.cli.campaign;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks a {@code fuota server} over HTTP. What it refuses becomes an {@link InputProblem}. */
final class ServiceClient {
  private static final String BASE = "/api/v1";
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** Deltas and plans for thousands of devices take a while. */
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

  private static final int OK_FROM = 200;
  private static final int OK_TO = 299;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final URI server;
  private final Optional<String> token;
  private final HttpClient http;

  ServiceClient(URI server, Optional<String> token, Optional<Path> certificate) {
    this.server = server;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
    certificate.map(ServerTrust::context).ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  JsonNode get(String path) {
    return ask(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return ask(send(path, BodyPublishers.ofString(body.toString()), "application/json"));
  }

  JsonNode post(String path, Bytes octets) {
    return ask(
        send(path, BodyPublishers.ofByteArray(octets.toArray()), "application/octet-stream"));
  }

  /**
   * What the server tells from now on, until it ends the stream.
   *
   * @throws IOException if the server cannot be reached
   */
  InputStream events(String path) throws IOException {
    try {
      HttpRequest request =
          authorised(HttpRequest.newBuilder(server.resolve(server.getPath() + BASE + path)))
              .header("Accept", "text/event-stream")
              .GET()
              .build();
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() != OK_FROM) {
        try (InputStream body = answer.body()) {
          throw refusal(
              answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      return answer.body();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** A text as part of a path or query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder send(String path, BodyPublisher body, String type) {
    return request(path).header("Content-Type", type).POST(body);
  }

  private HttpRequest.Builder request(String path) {
    return authorised(
        HttpRequest.newBuilder(server.resolve(server.getPath() + BASE + path))
            .timeout(ANSWER_MAX)
            .header("Accept", "application/json"));
  }

  private HttpRequest.Builder authorised(HttpRequest.Builder request) {
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      boolean ok = answer.statusCode() >= OK_FROM && answer.statusCode() <= OK_TO;
      if (!ok) {
        throw refusal(answer.statusCode(), answer.body());
      }
      return answer.body().isBlank() ? JsonText.object() : json(answer.body());
    } catch (SSLException untrusted) {
      throw new InputProblem(
          "SERVER_NOT_TRUSTED",
          "the certificate of "
              + server
              + " is not trusted ("
              + untrusted.getMessage()
              + "); name it with --server-certificate");
    } catch (HttpTimeoutException late) {
      throw new InputProblem("SERVER_SILENT", server + " does not answer; look at its log");
    } catch (IOException unreachable) {
      throw unreachable(server);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static InputProblem unreachable(URI server) {
    return new InputProblem(
        "SERVER_UNREACHABLE",
        "nothing answers at "
            + server
            + "; start fuota server, or name the address that it printed with --server");
  }

  InputProblem unreachable() {
    return unreachable(server);
  }

  private static InputProblem interrupted() {
    Thread.currentThread().interrupt();
    return new InputProblem("INTERRUPTED", "interrupted");
  }

  private JsonNode json(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException noJson) {
      throw new InputProblem(
          "SERVER_STRANGE", server + " is no fuota server: its answer is no JSON; check --server");
    }
  }

  private InputProblem refusal(int status, String body) {
    JsonNode error = error(body);
    if (error.isMissingNode()) {
      return new InputProblem(
          "SERVER_STRANGE", server + " answers with HTTP status " + status + "; check --server");
    }
    String sentence = error.path("sentence").asString("refused");
    String next =
        status == UNAUTHORIZED || status == FORBIDDEN
            ? "; name a token that may do this with --token-file"
            : "";
    return new InputProblem(
        error.path("code").asString("REFUSED"), sentence + next, details(error));
  }

  private static JsonNode error(String body) {
    try {
      return JsonMapper.shared().readTree(body).path("error");
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }

  private static List<String> details(JsonNode error) {
    List<String> lines = new ArrayList<>();
    for (JsonNode problem : error.path("problems")) {
      String allowed = problem.path("allowed").asString("");
      lines.add(
          problem.path("parameter").asString("")
              + " "
              + problem.path("sentence").asString("")
              + (allowed.isEmpty() ? "" : "; allowed: " + allowed));
    }
    for (JsonNode device : error.path("devices")) {
      lines.add(
          device.path("device").asString("")
              + "  "
              + device.path("code").asString("")
              + "  "
              + device.path("sentence").asString(""));
    }
    return lines;
  }
}
