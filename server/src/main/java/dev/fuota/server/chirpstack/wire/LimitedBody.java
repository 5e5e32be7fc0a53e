package dev.fuota.server.chirpstack.wire;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body, and hangs up on one that is too long. */
final class LimitedBody implements BodySubscriber<LimitedBody.Body> {
  private final int max;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final CompletableFuture<Body> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /** What was collected. */
  record Body(Bytes octets, boolean isTooLong) {}

  private LimitedBody(int max) {
    this.max = max;
  }

  static BodyHandler<Body> upTo(int max) {
    return head -> new LimitedBody(max);
  }

  @Override
  public CompletionStage<Body> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (octets.size() + part.remaining() > max) {
        body.complete(new Body(Bytes.EMPTY, true));
        if (subscription != null) {
          subscription.cancel();
        }
        return;
      }
      byte[] piece = new byte[part.remaining()];
      part.get(piece);
      octets.writeBytes(piece);
    }
  }

  @Override
  public void onError(Throwable fault) {
    body.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    body.complete(new Body(Bytes.of(octets.toByteArray()), false));
  }
}
