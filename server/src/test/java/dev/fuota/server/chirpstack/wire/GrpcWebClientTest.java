package dev.fuota.server.chirpstack.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.chirpstack.GrpcWeb;
import dev.fuota.server.chirpstack.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against an HTTP peer that says what ChirpStack was seen to say, or worse. */
class GrpcWebClientTest {
  private static final String METHOD = "api.DeviceService/Enqueue";
  private static final Bytes MESSAGE = Bytes.fromHex("0a02aabb");
  private static final String OK_TRAILERS = "800000000f677270632d7374617475733a300d0a";

  private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> heads = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile Script script = exchange -> {};

  private interface Script {
    void run(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> script.run(exchange));
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private Reply call(URI api, Duration longest) throws InterruptedException {
    List<Reply> replies = new ArrayList<>();
    new GrpcWebClient(api, "secret.token", longest, loop::add).call(METHOD, MESSAGE, replies::add);
    Runnable posted = loop.poll(30, TimeUnit.SECONDS);
    assertThat(posted).as("something for the loop").isNotNull();
    assertThat(replies).as("before the loop runs it").isEmpty();
    posted.run();
    assertThat(replies).hasSize(1);
    return replies.get(0);
  }

  private Reply call() throws InterruptedException {
    return call(address(), Duration.ofSeconds(20));
  }

  private static void answer(HttpExchange exchange, int status, String hex) throws IOException {
    byte[] body = Bytes.fromHex(hex).toArray();
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : 0); // 0: chunked
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void postsAnEnvelopeWithTheTokenAndReadsTheAnswer() throws InterruptedException {
    script =
        exchange -> {
          heads.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          heads.add(exchange.getRequestHeaders().getFirst("authorization"));
          heads.add(exchange.getRequestHeaders().getFirst("content-type"));
          heads.add(Bytes.of(exchange.getRequestBody().readAllBytes()).toHex());
          answer(exchange, 200, "00000000020801" + OK_TRAILERS);
        };

    assertThat(call()).isEqualTo(new Reply.Answer(Bytes.fromHex("0801")));
    assertThat(heads)
        .containsExactly(
            "POST /api.DeviceService/Enqueue",
            "Bearer secret.token",
            "application/grpc-web+proto",
            "00000000040a02aabb");
  }

  @Test
  void readsAnErrorFromTheHeadersOfAnEmptyResponse() throws InterruptedException {
    script =
        exchange -> {
          exchange.getResponseHeaders().add("grpc-status", "16");
          exchange.getResponseHeaders().add("grpc-message", "no%20authorization%20provided");
          answer(exchange, 200, "");
        };

    assertThat(call()).isEqualTo(new Reply.Refused(16, "no authorization provided"));
  }

  @Test
  void takesAProxysErrorForAbsence() throws InterruptedException {
    script = exchange -> answer(exchange, 503, "");

    assertThat(call()).isEqualTo(new Reply.Away("HTTP 503"));
  }

  @Test
  void followsNoRedirectWithItsToken() throws InterruptedException {
    script =
        exchange -> {
          heads.add("asked");
          exchange.getResponseHeaders().add("location", "/elsewhere");
          answer(exchange, 302, "");
        };

    assertThat(call()).isInstanceOf(Reply.Garbage.class);
    assertThat(heads).hasSize(1);
  }

  @Test
  void nobodyThereIsAbsence() throws InterruptedException {
    URI nobody = address();
    server.stop(0);

    assertThat(call(nobody, Duration.ofSeconds(20))).isInstanceOf(Reply.Away.class);
  }

  @Test
  void aSilentPeerIsAbsence() throws InterruptedException {
    script = exchange -> awaitEnd();

    assertThat(call(address(), Duration.ofMillis(300))).isInstanceOf(Reply.Away.class);
  }

  @Test
  void aBodyThatNeverEndsIsAbsence() throws InterruptedException {
    script =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(0);
          exchange.getResponseBody().flush();
          awaitEnd();
        };

    assertThat(call(address(), Duration.ofMillis(300))).isInstanceOf(Reply.Away.class);
  }

  @Test
  void hangsUpOnABodyThatIsTooLong() throws InterruptedException {
    script =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1 << 16];
          for (int i = 0; i <= GrpcWeb.BODY_MAX >> 16; i++) {
            exchange.getResponseBody().write(piece);
          }
          exchange.close();
        };

    assertThat(call()).isEqualTo(new Reply.Garbage("more than " + GrpcWeb.BODY_MAX + " octets"));
  }

  @Test
  void garbageIsGarbage() throws InterruptedException {
    script = exchange -> answer(exchange, 200, "3c68746d6c3e3c2f68746d6c3e");

    assertThat(call()).isInstanceOf(Reply.Garbage.class);
  }

  @Test
  void refusesAddressesAndTokensThatCannotBe() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new GrpcWebClient(URI.create("ftp://x"), "t", second, Runnable::run))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new GrpcWebClient(URI.create("http://x"), "a\r\nb", second, Runnable::run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a\r\nb");
  }

  private void awaitEnd() {
    try {
      over.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
