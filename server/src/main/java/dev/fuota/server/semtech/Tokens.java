package dev.fuota.server.semtech;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Requests that wait for their TX_ACK. A token is free or stands for one request, so an answer is
 * never credited to another one.
 */
final class Tokens {
  private static final int TOKENS = 1 << 16;

  /** Half of all tokens: a free one is found soon. */
  private static final int WAITING_MAX = TOKENS / 2;

  private record Request(GatewayId gateway, Instant at, Consumer<TxStatus> result) {}

  private final Duration patience;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Map<Integer, Request> waiting = new HashMap<>();
  private final Map<GatewayId, Duration> roundTrips = new HashMap<>();
  private long given;
  private long unanswered;

  Tokens(Duration patience, InstantSource clock, Scheduler scheduler, RandomGenerator random) {
    this.patience = patience;
    this.clock = clock;
    this.scheduler = scheduler;
    this.random = random;
  }

  long given() {
    return given;
  }

  long unanswered() {
    return unanswered;
  }

  Optional<Duration> roundTrip(GatewayId gateway) {
    return Optional.ofNullable(roundTrips.get(gateway));
  }

  /** A token for a request; empty if too many wait. */
  OptionalInt take(GatewayId gateway, Consumer<TxStatus> result) {
    if (waiting.size() >= WAITING_MAX) {
      return OptionalInt.empty();
    }
    int token = random.nextInt(TOKENS);
    while (waiting.containsKey(token)) {
      token = (token + 1) % TOKENS;
    }
    Request request = new Request(gateway, clock.instant(), result);
    waiting.put(token, request);
    given++;
    int taken = token;
    scheduler.after(patience, () -> giveUp(taken, request));
    return OptionalInt.of(token);
  }

  private void giveUp(int token, Request request) {
    if (waiting.remove(token, request)) {
      unanswered++;
    }
  }

  /** Whether the answer is one to a request to this gateway. */
  boolean answer(int token, GatewayId from, TxStatus status) {
    Request request = waiting.get(token);
    if (request == null || !request.gateway().equals(from)) {
      return false;
    }
    waiting.remove(token);
    roundTrips.put(from, Duration.between(request.at(), clock.instant()));
    request.result().accept(status);
    return true;
  }
}
