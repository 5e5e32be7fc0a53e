package dev.fuota.monitor;

import static dev.fuota.monitor.support.RawHttp.ask;
import static dev.fuota.monitor.support.RawHttp.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.monitor.support.Client;
import dev.fuota.monitor.support.Client.Answer;
import dev.fuota.monitor.support.Served;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that somebody sends who means harm, or no good. */
class BodiesTest {
  private static final int MEBIOCTET = 1 << 20;

  private final Served served = Served.open();
  private final Client client = served.client();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", ""}) {
      Answer answer =
          client.send(
              "POST",
              "/api/v1/campaigns",
              BodyPublishers.ofString("{}"),
              "Content-Type",
              type.isEmpty() ? "x" : type);
      assertThat(answer.status()).isEqualTo(415);
    }
    assertThat(client.post("/api/v1/files?name=x", "{}").status()).isEqualTo(415);
  }

  @Test
  void whatIsNoJsonIsRefusedWithThePlace() {
    Answer answer = client.post("/api/v1/campaigns", "{\"name\":\n \"n\",}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("JSON_INVALID");
    assertThat(answer.json().at("/error/sentence").asString()).contains("line 2");
  }

  @Test
  void anUnknownKeyIsNamedWithTheNearestOne() {
    Answer answer =
        client.post(
            "/api/v1/campaigns",
            "{\"name\":\"n\",\"kind\":\"FIRMWARE_UPGRADE\",\"deviceSet\":[\"all\"]}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/problems/0/parameter").asString()).isEqualTo("deviceSet");
    assertThat(answer.json().at("/error/problems/0/sentence").asString())
        .contains("did you mean deviceSets?");
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsNotRead() {
    String answer =
        ask(
            served.port(),
            "POST /api/v1/campaigns HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2000000000\r\n\r\n{");
    assertThat(status(answer)).isEqualTo(413);
  }

  @Test
  void aBodyThatIsTooLargeWithoutSayingSoIsNotKept() {
    String chunk = Integer.toHexString(MEBIOCTET + 1) + "\r\n" + " ".repeat(MEBIOCTET + 1) + "\r\n";
    String answer =
        ask(
            served.port(),
            "POST /api/v1/campaigns HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk
                + "0\r\n\r\n");
    assertThat(status(answer)).isEqualTo(413);
  }

  @Test
  void whoSendsTheWholeBodyFirstSeesTheAnswer() {
    int length = 6 * MEBIOCTET;
    String request =
        "POST /api/v1/files?name=large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + " ".repeat(length);
    assertThat(status(ask(served.port(), request))).isEqualTo(413);
  }

  @Test
  void aBodyThatIsCutShortIsRefused() {
    String answer =
        ask(
            served.port(),
            "POST /api/v1/campaigns HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    assertThat(status(answer)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /api/v1/campaigns HTTP/1.1\r\n\r\n",
        "GET /?%zz=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/campaigns?x=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST /api/v1/plan HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "BREW /api/v1/plan HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      })
  void whatIsHardlyHttpDoesNoHarm(String request) {
    String answer = ask(served.port(), request);
    assertThat(status(answer)).as(answer).isNotEqualTo(500);
  }

  @Test
  void aHeaderWithoutEndIsRefused() {
    String answer =
        ask(
            served.port(),
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
    assertThat(status(answer)).isEqualTo(431);
  }

  @Test
  void threeThousandRandomBodiesNeverMakeTheServerFail() {
    RandomGenerator random = new SplittableRandom(42);
    String[] paths = {
      "POST /api/v1/campaigns",
      "POST /api/v1/plan",
      "POST /api/v1/campaigns/1/abort",
      "PUT /api/v1/devices/0102030405060708",
      "PUT /api/v1/device-sets/some",
      "POST /api/v1/campaigns?start=true"
    };
    for (int i = 0; i < 3_000; i++) {
      String path = paths[i % paths.length];
      int space = path.indexOf(' ');
      Answer answer =
          client.send(
              path.substring(0, space),
              path.substring(space + 1),
              BodyPublishers.ofByteArray(RandomJson.octets(random)),
              "Content-Type",
              "application/json");
      assertThat(answer.status()).as("body %s of seed 42: %s", i, path).isLessThan(500);
    }
  }
}
