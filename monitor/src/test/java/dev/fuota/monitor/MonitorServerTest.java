package dev.fuota.monitor;

import static dev.fuota.monitor.support.RawHttp.ask;
import static dev.fuota.monitor.support.RawHttp.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.support.Client;
import dev.fuota.monitor.support.Client.Answer;
import dev.fuota.monitor.support.Served;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorServerTest {
  private final Served served = Served.open();
  private final Client client = served.client();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void servesThePage() {
    Answer page = client.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.response().body()).contains("<title>");
    assertThat(client.get("/page/index.html").response().body()).isEqualTo(page.response().body());
  }

  @Test
  void aFileThatABrowserHasIsNotSentAgain() {
    String tag = client.get("/").header("ETag");
    Answer again = client.send("GET", "/", BodyPublishers.noBody(), "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/../MonitorServer.class",
        "/page/%2e%2e/MonitorServer.class",
        "/page/..%2fMonitorServer.class",
        "/page//index.html",
        "/page/",
        "/page/absent.html",
        "/page/%00.html",
        "/absent",
        "/api/v1/absent",
        "/api/v2/campaigns",
        "/api/v1/campaigns/1/devices/2/3",
        "/%ff",
        "/api/v1/campaigns/%zz"
      })
  void whatIsNotThereIsAnErrorInJson(String path) {
    String answer =
        ask(
            served.port(),
            "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(status(answer)).isIn(400, 404);
    assertThat(answer).contains("\"error\":{\"code\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PUT", "PATCH"})
  void aPathKnowsItsMethods(String method) {
    Answer answer = client.send(method, "/api/v1/campaigns", BodyPublishers.noBody());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.code()).isEqualTo("METHOD_NOT_ALLOWED");
  }

  @Test
  void everyAnswerTellsBrowsersToLoadFromHereOnly() {
    for (String path : List.of("/", "/api/v1/campaigns", "/absent", "/metrics")) {
      Answer answer = client.get(path);
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'self'", "frame-ancestors 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Server")).isEmpty();
    }
    assertThat(client.get("/api/v1/campaigns").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void saysThatItIsBusyWhenTheServiceDoesNotAnswer() {
    MonitorSettings usual = MonitorSettings.loopback(0);
    try (Served busy =
        Served.with(
            new MonitorSettings(
                usual.listen(), List.of(), Optional.empty(), 1000, Duration.ofMillis(50)))) {
      CompletableFuture<Boolean> released = new CompletableFuture<>();
      busy.occupy(released);
      Answer refused = busy.client().put("/api/v1/device-sets/late", "[]");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("SERVICE_SILENT");
      assertThat(busy.client().get("/healthz").status()).isEqualTo(503);
      released.complete(true);
      // What was refused is not done when the service comes back to it.
      int sets = busy.onLoop(service -> service.deviceSets().size());
      assertThat(sets).isZero();
      assertThat(busy.client().get("/healthz").status()).isEqualTo(200);
    }
  }

  @Test
  void refusesToBeginWithoutTokensBeyondLoopback() {
    assertThatThrownBy(
            () ->
                new MonitorSettings(
                    new InetSocketAddress("0.0.0.0", 0),
                    List.of(),
                    Optional.empty(),
                    1000,
                    Duration.ofSeconds(1)))
        .isInstanceOf(MonitorFault.class)
        .hasMessageContaining("configure tokens, or listen on 127.0.0.1");
  }

  @Test
  void saysWhyAPortCannotBeHad() {
    assertThatThrownBy(() -> Served.with(MonitorSettings.loopback(served.port())))
        .isInstanceOf(MonitorFault.class)
        .hasMessageContaining("another process has the port");
  }
}
