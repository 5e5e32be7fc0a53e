package dev.fuota.monitor;

import static dev.fuota.monitor.support.RawHttp.ask;
import static dev.fuota.monitor.support.RawHttp.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.monitor.guard.ApiToken;
import dev.fuota.monitor.guard.Role;
import dev.fuota.monitor.support.Client;
import dev.fuota.monitor.support.Client.Answer;
import dev.fuota.monitor.support.Served;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, over real sockets. */
class AccessTest {
  private static final String READER = "reader-3f1c";
  private static final String OPERATOR = "operator-88a0";

  private static Served withTokens() {
    MonitorSettings usual = MonitorSettings.loopback(0);
    return Served.with(
        new MonitorSettings(
            usual.listen(),
            List.of(
                new ApiToken("reader", ApiToken.hash(READER), Role.READ),
                new ApiToken("operator", ApiToken.hash(OPERATOR), Role.OPERATE)),
            Optional.empty(),
            MonitorSettings.FILE_MAX,
            MonitorSettings.ANSWER));
  }

  @Test
  void withoutTheTokenNothingIsShown() {
    try (Served served = withTokens()) {
      for (String route : served.client().schema().routes()) {
        String method = method(route);
        String path = path(route);
        Answer answer = served.client().send(method, path, BodyPublishers.noBody());
        boolean open = path.equals("/healthz") || path.equals("/api/v1/openapi.json");
        assertThat(answer.status()).as(route).isEqualTo(open ? 200 : 401);
      }
      assertThat(served.client().get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void aReaderLooksAndChangesNothing() {
    try (Served served = withTokens()) {
      Client reader = served.client(READER);
      assertThat(reader.get("/api/v1/campaigns").status()).isEqualTo(200);
      assertThat(reader.get("/metrics").status()).isEqualTo(200);
      for (String route : reader.schema().routes()) {
        String method = method(route);
        String path = path(route);
        if (!method.equals("GET") && !path.equals("/api/v1/plan")) {
          Answer answer = reader.send(method, path, BodyPublishers.noBody());
          assertThat(answer.status()).as(route).isEqualTo(403);
          assertThat(answer.code()).isEqualTo("ROLE_TOO_LOW");
        }
      }
      assertThat(reader.post("/api/v1/plan", "{}").status()).isEqualTo(422);
    }
  }

  @Test
  void anOperatorDoesEverything() {
    try (Served served = withTokens()) {
      Client operator = served.client(OPERATOR);
      assertThat(operator.get("/api/v1/campaigns").status()).isEqualTo(200);
      assertThat(operator.post("/api/v1/campaigns", "{}").status()).isEqualTo(422);
    }
  }

  @Test
  void whoGuessesIsNotLookedAtForAWhile() {
    try (Served served = withTokens()) {
      Client guesser = served.client("wrong");
      for (int i = 0; i < 10; i++) {
        assertThat(guesser.get("/api/v1/campaigns").status()).isEqualTo(401);
      }
      Answer refused = guesser.get("/api/v1/campaigns");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("TOO_MANY_FAILURES");
      // Else the right one among many guesses would show.
      assertThat(served.client(OPERATOR).get("/api/v1/campaigns").status()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Basic b3BlcmF0b3ItODhhMA==",
        "operator-88a0",
        "Bearer a b"
      })
  void aHeaderThatIsNoTokenIsNone(String header) {
    try (Served served = withTokens()) {
      String answer =
          ask(
              served.port(),
              "GET /api/v1/campaigns HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Authorization: "
                  + header
                  + "\r\n\r\n");
      assertThat(status(answer)).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        ""
      })
  void aNameThatWasReboundIsNotServed(String host) {
    try (Served served = Served.open()) {
      String answer = get(served, host);
      assertThat(status(answer)).as(answer).isIn(400, 403);
      assertThat(answer).doesNotContain("[]\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "127.9.9.9", "[::1]:8080"})
  void theNamesOfThisMachineAreServed(String host) {
    try (Served served = Served.open()) {
      assertThat(status(get(served, host))).isEqualTo(200);
    }
  }

  @Test
  void withTokensTheServerMayHaveAnyName() {
    try (Served served = withTokens()) {
      String answer =
          ask(
              served.port(),
              "GET /api/v1/campaigns HTTP/1.1\r\nHost: fuota.example\r\nConnection: close\r\n"
                  + "Authorization: bearer "
                  + READER
                  + "\r\n\r\n");
      assertThat(status(answer)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void aPageFromElsewhereChangesNothing(String method) {
    try (Served served = Served.open()) {
      for (String origin : List.of("http://evil.example", "null", "http://localhost:1")) {
        Answer answer =
            served
                .client()
                .send(method, "/api/v1/device-sets/x", BodyPublishers.noBody(), "Origin", origin);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("ORIGIN_FOREIGN");
      }
      String own = "http://127.0.0.1:" + served.port();
      Answer answer =
          served
              .client()
              .send("DELETE", "/api/v1/device-sets/x", BodyPublishers.noBody(), "Origin", own);
      assertThat(answer.status()).isEqualTo(404);
    }
  }

  @Test
  void aMethodIsNotSmuggledInAHeader() {
    try (Served served = Served.open()) {
      Answer answer =
          served
              .client()
              .send(
                  "GET",
                  "/api/v1/device-sets/x",
                  BodyPublishers.noBody(),
                  "X-HTTP-Method-Override",
                  "DELETE");
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  private static String method(String route) {
    return route.substring(0, route.indexOf(' '));
  }

  private static String path(String route) {
    return route.substring(route.indexOf(' ') + 1).replace("{id}", "1").replaceAll("\\{\\w+}", "x");
  }

  private static String get(Served served, String host) {
    return ask(
        served.port(),
        "GET /api/v1/campaigns HTTP/1.1\r\nConnection: close\r\nHost: "
            + host.toLowerCase(Locale.ROOT)
            + "\r\n\r\n");
  }
}
