package dev.fuota.monitor.web;

import dev.fuota.monitor.guard.MonitorFault;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
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

  private final Javalin javalin;
  private final InetSocketAddress address;

  private Web(Javalin javalin, InetSocketAddress address) {
    this.javalin = javalin;
    this.address = address;
  }

  /**
   * Begins to listen.
   *
   * @param identity for TLS; empty: plain HTTP
   * @throws MonitorFault if the address cannot be had
   */
  public static Web start(InetSocketAddress listen, Optional<KeyStore> identity, Guard guard) {
    ServerConnector[] connector = new ServerConnector[1];
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, identity.isPresent(), guard);
              config.jetty.addConnector(
                  (server, http) -> {
                    connector[0] = connector(server, http, identity, listen);
                    return connector[0];
                  });
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
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

  private static void configure(JavalinConfig config, boolean tls, Guard guard) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
    config.jetty.modifyServer(Web::bound);
    config.jetty.modifyHttpConfiguration(Web::strict);
    config.routes.before(
        context -> {
          SecurityHeaders.put(context.res(), tls);
          guard.admit(context.req());
        });
    page(config);
    config.routes.exception(Refusal.class, (e, context) -> send(context, refused(e)));
    config.routes.exception(
        HttpResponseException.class, (e, context) -> send(context, unrouted(e.getStatus())));
    config.routes.exception(
        Exception.class,
        (e, context) ->
            send(context, Answer.error(500, ErrorView.of("FAULT", "the server made a mistake"))));
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
    PageFiles.PageFile file = files.file(path).orElseThrow(Web::notFound);
    context.header("Cache-Control", "no-cache");
    context.header("ETag", file.tag());
    if (file.tag().equals(context.header("If-None-Match"))) {
      context.status(NOT_MODIFIED);
      return;
    }
    send(context, new Answer(200, file.type(), file.content()));
  }

  private static void send(Context context, Answer answer) {
    context.status(answer.status());
    context.contentType(answer.type());
    context.result(answer.content().toArray());
  }

  private static Answer refused(Refusal refusal) {
    return Answer.error(refusal.status(), refusal.error());
  }

  private static Refusal notFound() {
    return new Refusal(404, "NOT_FOUND", "there is nothing at this path");
  }

  private static Answer unrouted(int status) {
    return switch (status) {
      case 404 -> refused(notFound());
      case 405 ->
          Answer.error(
              405, ErrorView.of("METHOD_NOT_ALLOWED", "this path does not know this method"));
      default -> Answer.error(status, ErrorView.of("HTTP_" + status, "this request is no good"));
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
