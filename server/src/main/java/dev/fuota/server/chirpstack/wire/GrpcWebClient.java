package dev.fuota.server.chirpstack.wire;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.chirpstack.ApiTransport;
import dev.fuota.server.chirpstack.GrpcWeb;
import dev.fuota.server.chirpstack.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** ChirpStack's API by HTTP/1.1; by TLS if the address begins with https. */
public final class GrpcWebClient implements ApiTransport {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  private final URI api;
  private final String authorization;
  private final Duration longest;
  private final Executor loop;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * A client at rest.
   *
   * @param api such as {@code https://chirpstack.example:8080}
   * @param token an API key of ChirpStack, without blanks
   * @param longest after which a call counts as unanswered
   * @param loop runs what it is given on the thread that drives the server, never at once
   */
  public GrpcWebClient(URI api, String token, Duration longest, Executor loop) {
    boolean isWeb = "http".equals(api.getScheme()) || "https".equals(api.getScheme());
    if (!isWeb || api.getHost() == null) {
      throw new IllegalArgumentException("the API's address is neither http:// nor https://");
    }
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("the token is no API key");
    }
    this.api = api;
    this.authorization = "Bearer " + token;
    this.longest = longest;
    this.loop = loop;
  }

  @Override
  public void call(String method, Bytes message, Consumer<Reply> then) {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/" + method))
            .timeout(longest)
            .header("content-type", GrpcWeb.CONTENT_TYPE)
            .header("accept", GrpcWeb.CONTENT_TYPE)
            .header("x-grpc-web", "1")
            .header("authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofByteArray(GrpcWeb.request(message).toArray()))
            .build();
    CompletableFuture<HttpResponse<LimitedBody.Body>> sending =
        http.sendAsync(request, LimitedBody.upTo(GrpcWeb.BODY_MAX));
    var unused =
        sending
            .copy()
            .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
            .handle(GrpcWebClient::reply)
            .whenComplete(
                (reply, none) -> {
                  sending.cancel(true); // a body may still be trickling in
                  loop.execute(() -> then.accept(reply));
                });
  }

  private static Reply reply(
      @Nullable HttpResponse<LimitedBody.Body> response, @Nullable Throwable fault) {
    if (response == null) {
      return new Reply.Away(words(fault));
    }
    if (response.body().isTooLong()) {
      return new Reply.Garbage("more than " + GrpcWeb.BODY_MAX + " octets");
    }
    return GrpcWeb.reply(
        response.statusCode(),
        response.headers().firstValue("grpc-status"),
        response.headers().firstValue("grpc-message"),
        response.body().octets());
  }

  private static String words(@Nullable Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause == null) {
      return "no answer";
    }
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
