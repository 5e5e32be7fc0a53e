package dev.fuota.server.msu;

import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether clients are there. A client that misses nothing has nothing to say, so one that was
 * silent for a third of the connection timeout is asked for its status, which keeps the connection
 * alive at its end too; one that is silent for the whole timeout, and was asked several times, is
 * lost (MSU-051).
 */
final class Liveness {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int ASKS_A_TICK = 128;
  private static final int ASKS_MIN = 3;

  private final CycleContext context;
  private final Consumer<ClientRecord> onLost;
  private final long timeout;
  private int next;
  private @Nullable Timer timer;

  Liveness(CycleContext context, Consumer<ClientRecord> onLost) {
    this.context = context;
    this.onLost = onLost;
    this.timeout = context.campaign().timing().connectionTimeout().toNanos();
  }

  void start() {
    timer = context.after(TICK, this::tick);
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Asks for the client's status. */
  void ask(ClientRecord client) {
    client.asked(context.now());
    context.send(client, new StatusRequest(context.transactionId(), client.deviceId()));
  }

  /** Whether a client must be taken for lost. */
  boolean isOverdue(ClientRecord client) {
    return context.now() - client.heardAt() > timeout && client.asksUnanswered() >= ASKS_MIN;
  }

  /** Goes round, so that in a large fleet everybody's turn comes. */
  private void tick() {
    timer = context.after(TICK, this::tick);
    List<ClientRecord> clients = new ArrayList<>(context.clients().all());
    int asks = 0;
    for (int i = 0; i < clients.size() && asks < ASKS_A_TICK; i++) {
      next = (next + 1) % clients.size();
      ClientRecord client = clients.get(next);
      if (client.isConnected()) {
        asks += check(client) ? 1 : 0;
      }
    }
  }

  private boolean check(ClientRecord client) {
    long now = context.now();
    if (isOverdue(client)) {
      context.clients().setState(client, ClientState.LOST);
      onLost.accept(client);
      return false;
    }
    boolean isSilent = now - client.heardAt() >= timeout / 3;
    boolean isAsked = now - client.askedAt() < Math.max(timeout / 6, TICK.toNanos());
    if (isSilent && !isAsked) {
      ask(client);
      return true;
    }
    return false;
  }
}
