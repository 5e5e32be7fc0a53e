package dev.fuota.monitor.web;

import dev.fuota.monitor.guard.MonitorFault;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: routes behind a guard, errors as JSON, bounded connections and threads. */
public final class Web implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 512;
  private static final int THREADS_MAX = 32;
  private static final int THREADS_MIN = 4;
  private static final int HEADERS_MAX = 8192;
  private static final int IDLE_MS = 30_000;
  private static final int NOT_MODIFIED = 304;
  private static final int BACKLOG_MAX = 4 << 20;
  private static final float NANOS_PER_MILLI = 1e6f;
  private static final String ROUTE = "fuota.route";

  private final Javalin javalin;
  private final InetSocketAddress address;

  private Web(Javalin javalin, InetSocketAddress address) {
    this.javalin = javalin;
    this.address = address;
  }

  /**
   * What is done with each request.
   *
   * @param identity for TLS; empty: plain HTTP
   * @param watch is told of each request that was answered
   */
  public record Wiring(
      Optional<KeyStore> identity, Guard guard, List<Route> routes, RequestWatch watch) {
    public Wiring {
      routes = List.copyOf(routes);
    }
  }

  /** Is told of requests. */
  @FunctionalInterface
  public interface RequestWatch {
    /**
     * A request was answered.
     *
     * @param route its name; "page" for files, "none" for what has no route
     * @param time until the answer was given
     */
    void onAnswered(String route, int status, Duration time);
  }

  /**
   * Begins to listen.
   *
   * @throws MonitorFault if the address cannot be had
   */
  public static Web start(InetSocketAddress listen, Wiring wiring) {
    ServerConnector[] connector = new ServerConnector[1];
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, wiring);
              config.jetty.addConnector(
                  (server, http) -> {
                    connector[0] = connector(server, http, wiring.identity(), listen);
                    return connector[0];
                  });
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      javalin.stop();
      throw new MonitorFault(
          "cannot listen on "
              + listen.getHostString()
              + ":"
              + listen.getPort()
              + "; another process has the port, or the address is none of this host");
    }
    return new Web(
        javalin, new InetSocketAddress(listen.getAddress(), connector[0].getLocalPort()));
  }

  private static void configure(JavalinConfig config, Wiring wiring) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
    config.jetty.modifyServer(Web::bound);
    config.jetty.modifyHttpConfiguration(Web::strict);
    boolean tls = wiring.identity().isPresent();
    config.routes.before(
        context -> {
          SecurityHeaders.put(context.res(), tls);
          wiring.guard().admit(context.req());
        });
    page(config);
    wiring.routes().forEach(route -> bind(config, wiring.guard(), route));
    config.requestLogger.http(
        (context, millis) ->
            wiring.watch().onAnswered(route(context), context.statusCode(), time(millis)));
    config.routes.exception(
        Refusal.class,
        (e, context) -> {
          Leftover.drain(context.req());
          send(context, refused(e));
        });
    config.routes.exception(
        HttpResponseException.class, (e, context) -> send(context, unrouted(e.getStatus())));
    config.routes.exception(
        Exception.class,
        (e, context) ->
            send(context, Reply.error(500, ErrorView.of("FAULT", "the server made a mistake"))));
  }

  private static void bind(JavalinConfig config, Guard guard, Route route) {
    config.routes.addHttpHandler(
        HandlerType.findOrCreate(route.verb().name()),
        route.path(),
        context -> {
          context.attribute(ROUTE, route.name());
          route.role().ifPresent(role -> guard.authorize(context.req(), role));
          Reply reply = route.handler().answer(new Call(context));
          if (reply instanceof Reply.Whole whole) {
            send(context, whole);
          } else {
            stream(context, route.output().type(), ((Reply.Streamed) reply).begin());
          }
        });
  }

  private static void stream(Context context, String type, Consumer<EventStream> begin) {
    context.status(200);
    context.contentType(type);
    context.future(() -> open(context, begin).ended());
  }

  private static EventStream open(Context context, Consumer<EventStream> begin) {
    try {
      EndPoint connection =
          ServletContextRequest.getServletContextRequest(context.req())
              .getConnectionMetaData()
              .getConnection()
              .getEndPoint();
      EventStream stream =
          new EventStream(context.res().getOutputStream(), BACKLOG_MAX, connection::close);
      begin.accept(stream);
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client is gone
    }
  }

  private static String route(Context context) {
    return Optional.ofNullable(context.<String>attribute(ROUTE)).orElse("none");
  }

  private static Duration time(float millis) {
    return Duration.ofNanos((long) (millis * NANOS_PER_MILLI));
  }

  private static void bound(Server server) {
    server.setErrorHandler(new PlainErrors());
    server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server));
  }

  private static void strict(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setRequestHeaderSize(HEADERS_MAX);
    http.setSendServerVersion(false);
  }

  private static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      Optional<KeyStore> identity,
      InetSocketAddress listen) {
    ServerConnector connector =
        identity
            .map(store -> secure(server, http, store))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    connector.setIdleTimeout(IDLE_MS);
    return connector;
  }

  private static ServerConnector secure(Server server, HttpConfiguration http, KeyStore identity) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(identity);
    tls.setKeyStorePassword("");
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }

  private static void page(JavalinConfig config) {
    PageFiles files = new PageFiles();
    config.routes.get("/", context -> sendFile(context, files, "index.html"));
    config.routes.get(
        "/page/<path>", context -> sendFile(context, files, context.pathParam("path")));
  }

  private static void sendFile(Context context, PageFiles files, String path) {
    context.attribute(ROUTE, "page");
    PageFiles.PageFile file = files.file(path).orElseThrow(Web::notFound);
    context.header("Cache-Control", "no-cache");
    context.header("ETag", file.tag());
    if (file.tag().equals(context.header("If-None-Match"))) {
      context.status(NOT_MODIFIED);
      return;
    }
    send(context, new Reply.Whole(200, file.type(), file.content()));
  }

  private static void send(Context context, Reply.Whole answer) {
    context.status(answer.status());
    context.contentType(answer.type());
    context.result(answer.content().toArray());
  }

  private static Reply.Whole refused(Refusal refusal) {
    return Reply.error(refusal.status(), refusal.error());
  }

  private static Refusal notFound() {
    return new Refusal(404, "NOT_FOUND", "there is nothing at this path");
  }

  private static Reply.Whole unrouted(int status) {
    return switch (status) {
      case 404 -> refused(notFound());
      case 405 ->
          Reply.error(
              405, ErrorView.of("METHOD_NOT_ALLOWED", "this path does not know this method"));
      default -> Reply.error(status, ErrorView.of("HTTP_" + status, "this request is no good"));
    };
  }

  /** Where it listens, with the port that it has. */
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
