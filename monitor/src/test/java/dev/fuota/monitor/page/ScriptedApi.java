package dev.fuota.monitor.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page and an API with scripted campaigns: for what a real server does not do on demand, such
 * as going away, and for ten thousand devices without the work of ten thousand devices.
 */
final class ScriptedApi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern CAMPAIGN = Pattern.compile("/api/v1/campaigns/(\\d+)(/.*)?");
  private static final JsonNode ANSWERS = answers();
  private static final int TICK_MS = 250;
  private static final int PAGE = 25;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml");

  final Map<Long, ScriptedCampaign> campaigns = new ConcurrentHashMap<>();
  volatile Optional<String> token = Optional.empty();
  volatile boolean ticking = true;
  private HttpServer server;
  private ExecutorService threads;

  ScriptedApi(int port) {
    listen(port);
  }

  private void listen(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Goes away, with all its connections. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Is there again, at the same address. */
  void comeBack() {
    listen(server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    try (exchange) {
      if (!path.startsWith("/api/")) {
        sendFile(exchange, path.equals("/") ? "index.html" : path.replaceFirst("/page/", ""));
      } else if (token.isPresent()
          && !("Bearer " + token.get())
              .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, error("UNAUTHORIZED", "a token is needed", List.of()));
      } else if (path.equals("/api/v1/events")) {
        follow(exchange);
      } else {
        answer(exchange, path);
      }
    }
  }

  private static void sendFile(HttpExchange exchange, String path) throws IOException {
    try (InputStream in =
        ScriptedApi.class.getResourceAsStream("/dev/fuota/monitor/page/" + path)) {
      byte[] content = in == null ? new byte[0] : in.readAllBytes();
      String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(
          in == null ? 404 : 200, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] content = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  private static Map<String, Object> error(String code, String sentence, List<?> problems) {
    return Map.of(
        "error",
        Map.of("code", code, "sentence", sentence, "problems", problems, "devices", List.of()));
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    JsonNode body = body(exchange);
    Matcher campaign = CAMPAIGN.matcher(path);
    if (campaign.matches()) {
      ScriptedCampaign found = campaigns.get(Long.valueOf(campaign.group(1)));
      if (found == null) {
        send(exchange, 404, error("NOT_FOUND", "there is no such campaign", List.of()));
      } else {
        send(exchange, 200, ofCampaign(found, Optional.ofNullable(campaign.group(2)).orElse("")));
      }
    } else if (path.equals("/api/v1/campaigns") && exchange.getRequestMethod().equals("POST")) {
      create(exchange, body);
    } else if (path.equals("/api/v1/files") && exchange.getRequestMethod().equals("POST")) {
      send(exchange, 201, ANSWERS.get("file"));
    } else if (path.equals("/api/v1/campaigns")) {
      send(exchange, 200, campaigns.values().stream().map(ScriptedCampaign::view).toList());
    } else if (path.equals("/api/v1/plan")) {
      send(exchange, 200, plan());
    } else {
      send(exchange, 200, ANSWERS.get(path));
    }
  }

  private static JsonNode answers() {
    try (InputStream in = ScriptedApi.class.getResourceAsStream("answers.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] content = exchange.getRequestBody().readAllBytes();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return "application/json".equals(type) ? JSON.readTree(content) : JSON.createObjectNode();
  }

  private void create(HttpExchange exchange, JsonNode body) throws IOException {
    if (body.path("parameters").path("success_threshold").asString("").equals("140")) {
      var problem =
          Map.of("parameter", "success_threshold", "sentence", "is 140", "allowed", "1..100");
      send(exchange, 422, error("PARAMETER_INVALID", "a parameter is wrong", List.of(problem)));
      return;
    }
    long id = campaigns.size() + 1L;
    campaigns.put(id, new ScriptedCampaign(id, body.path("name").asString(""), 20));
    send(exchange, 201, Map.of("id", id));
  }

  private static Object ofCampaign(ScriptedCampaign campaign, String rest) {
    return switch (rest) {
      case "" -> campaign.detail(true);
      case "/start" -> {
        campaign.start();
        yield campaign.view();
      }
      case "/abort" -> {
        campaign.abort();
        yield campaign.view();
      }
      case "/devices" -> page(campaign);
      default -> device(campaign);
    };
  }

  private static Map<String, Object> page(ScriptedCampaign campaign) {
    int shown = Math.min(PAGE, campaign.devices());
    var devices = IntStream.range(0, shown).mapToObj(campaign::device).toList();
    return Map.of("total", campaign.devices(), "offset", 0, "devices", devices);
  }

  private static Map<String, Object> device(ScriptedCampaign campaign) {
    Map<String, Object> device = new LinkedHashMap<>(campaign.device(0));
    device.put("messages", ANSWERS.get("messages"));
    device.put("registered", ANSWERS.get("registered"));
    return device;
  }

  private static Map<String, Object> plan() {
    var curves =
        DoubleStream.iterate(0, it -> it <= 0.6, it -> it + 0.05)
            .mapToObj(redundancy -> point(48, redundancy))
            .toList();
    var sizes = IntStream.of(24, 48, 96, 160, 230).mapToObj(size -> point(size, 0.2)).toList();
    Map<String, Object> plan = new LinkedHashMap<>(point(48, 0.2));
    plan.put("curves", curves);
    plan.put("fragSizes", sizes);
    plan.put("refused", List.of());
    plan.put(
        "forms",
        List.of(Map.of("form", "full", "version", "1.1.0", "octets", 20480, "devices", 20)));
    return plan;
  }

  private static Map<String, Object> point(int size, double redundancy) {
    double airTime = (1 + redundancy) * 20480 / size * (0.2 + size * 0.004);
    return Map.of(
        "fragSize",
        size,
        "nbFrag",
        20480 / size,
        "redundancy",
        redundancy,
        "success",
        1 / (1 + Math.exp(4 - 40 * redundancy)),
        "airTime",
        airTime,
        "duration",
        4000 + 7 * airTime,
        "energyMilliJoule",
        40 * airTime);
  }

  private void follow(HttpExchange exchange) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("campaign=0");
    long id = Long.parseLong(query.replace("campaign=", ""));
    if (id != 0 && !campaigns.containsKey(id)) {
      send(exchange, 404, error("NOT_FOUND", "there is no such campaign", List.of()));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    tellAll(exchange, id);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(TICK_MS);
        write(exchange, ": here\n\n");
        for (ScriptedCampaign campaign : campaigns.values()) {
          tell(exchange, campaign, id);
        }
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellAll(HttpExchange exchange, long wanted) throws IOException {
    ScriptedCampaign campaign = campaigns.get(wanted);
    if (campaign != null) {
      tell(exchange, "detail", campaign.detail(true));
      tell(exchange, "matrix", campaign.matrix());
    }
  }

  private static void tell(HttpExchange exchange, String event, Object value) throws IOException {
    write(exchange, "event: " + event + "\ndata: " + JSON.writeValueAsString(value) + "\n\n");
  }

  private void tell(HttpExchange exchange, ScriptedCampaign campaign, long wanted)
      throws IOException {
    long id = (Long) campaign.view().get("id");
    if (ticking && (wanted == 0 || wanted == id)) {
      campaign.tick();
    }
    tell(exchange, "campaign", campaign.view());
    if (wanted == id) {
      tell(exchange, "detail", campaign.detail(false));
      tell(exchange, "matrix", campaign.changes());
    }
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
