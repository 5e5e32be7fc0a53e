package dev.fuota.cli.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers over HTTP what a test wants it to, and remembers what it was asked. */
final class StubServer implements AutoCloseable {
  /** An answer to all requests of one kind. */
  record Answer(int status, String type, String body) {}

  /** A request as it came. */
  record Asked(String what, String body, String authorization) {}

  private final HttpServer server;
  private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What follows the base path, in order; the last answer stays. */
  StubServer answers(String what, int status, String... bodies) {
    List<Answer> list = new ArrayList<>();
    for (String body : bodies) {
      list.add(new Answer(status, "application/json", body));
    }
    answers.put(what, Collections.synchronizedList(list));
    return this;
  }

  StubServer streams(String what, String body) {
    answers.put(what, List.of(new Answer(200, "text/event-stream", body)));
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceFirst("/api/v1", "");
    String what = exchange.getRequestMethod() + " " + path;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String who = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(new Asked(what, body, who == null ? "" : who));
    List<Answer> list =
        answers.getOrDefault(what, List.of(new Answer(404, "text/plain", "no such thing")));
    Answer answer = list.size() > 1 ? list.remove(0) : list.get(0);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
