package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.WhoIs;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for clients (MSU, section 9): Who-Is a few times, then a wait. The key of a client is its
 * source address and its Device ID; a Device ID that two addresses claim is nobody's (decision
 * 0021, D-67).
 *
 * <p>Clients answer one source seldom, so that of copies a second apart hardly two are answered. As
 * long as devices still turn up late, which shows that answers are being lost, or some that are
 * known to be meant are silent, it goes on asking, but not for ever.
 */
final class Discovery {
  /** An answer to the first Who-Is comes before that. */
  private static final long LATE = Duration.ofSeconds(1).toNanos();

  /** Longer than a client is silent towards one source after it has answered. */
  private static final Duration FURTHER_GAP = Duration.ofMillis(2500);

  private static final int FURTHER_MAX = 5;
  private static final int NAMED_MAX = 32;

  private final CycleContext context;
  private final Runnable done;
  private @Nullable Timer timer;
  private boolean isOpen;
  private long startedAt;
  private int late;
  private int further;

  Discovery(CycleContext context, Runnable done) {
    this.context = context;
    this.done = done;
  }

  void start() {
    isOpen = true;
    startedAt = context.now();
    ask(1);
  }

  void stop() {
    isOpen = false;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void ask(int copy) { // MSU-014
    MsuRepeats repeats = context.campaign().repeats();
    context.outbox().toDiscovery(whoIs());
    timer =
        copy < repeats.whoIs().count()
            ? context.after(repeats.whoIs().gap(), () -> ask(copy + 1))
            : context.after(repeats.iAmWait(), this::onWaitOver);
  }

  private void onWaitOver() {
    List<Ipv4> silent = silent();
    if (further < FURTHER_MAX && (late > 0 || !silent.isEmpty())) {
      askFurther(silent);
    } else {
      isOpen = false;
      done.run();
    }
  }

  private void askFurther(List<Ipv4> silent) {
    boolean byName = late == 0 && silent.size() <= NAMED_MAX;
    further++;
    late = 0;
    if (byName) {
      silent.forEach(
          id ->
              context
                  .outbox()
                  .toDiscovery(new WhoIs(MsgType.CLIENT, Optional.of(id), Optional.empty())));
    } else {
      context.outbox().toDiscovery(whoIs());
    }
    Duration wait = context.campaign().repeats().iAmWait();
    timer = context.after(wait.compareTo(FURTHER_GAP) < 0 ? FURTHER_GAP : wait, this::onWaitOver);
  }

  /** Devices that are known to be meant, and have not said anything yet. */
  private List<Ipv4> silent() {
    return context.campaign().targets().expected().stream()
        .filter(id -> context.clients().withId(id).isEmpty())
        .toList();
  }

  private WhoIs whoIs() { // MSU-020
    return context
        .campaign()
        .targets()
        .asked()
        .map(r -> new WhoIs(MsgType.CLIENT, Optional.of(r.first()), Optional.of(r.last())))
        .orElseGet(WhoIs::everybody);
  }

  /**
   * A client announces itself, perhaps late.
   *
   * @return the client if it is one that may take part
   */
  Optional<ClientRecord> onIAm(Endpoint from, IAm iAm) {
    Optional<ClientRecord> known = context.clients().withId(iAm.deviceId()); // MSU-030
    if (known.isPresent()) {
      return onKnown(known.get(), from, iAm);
    }
    if (!context.campaign().targets().include(iAm.deviceId(), iAm.groupId())) {
      return ignore(IgnoredMessage.NOT_A_TARGET);
    }
    if (context.clients().size() >= context.campaign().clientsMax()) {
      return ignore(IgnoredMessage.TOO_MANY);
    }
    if (context.clients().at(from).isPresent()) {
      return ignore(IgnoredMessage.DUPLICATE_ID);
    }
    late += isOpen && context.now() - startedAt >= LATE ? 1 : 0;
    ClientRecord client =
        context.clients().add(iAm.deviceId(), from, ClientState.FOUND, context.now());
    client.announced(iAm);
    return Optional.of(client);
  }

  private Optional<ClientRecord> onKnown(ClientRecord client, Endpoint from, IAm iAm) {
    if (!client.endpoint().address().equals(from.address())) {
      if (isOpen) { // MSU-012
        context.clients().setState(client, ClientState.DUPLICATE);
      }
      return ignore(IgnoredMessage.DUPLICATE_ID);
    }
    if (client.state() == ClientState.DUPLICATE) {
      return ignore(IgnoredMessage.DUPLICATE_ID);
    }
    if (isOpen && context.clients().at(from).isEmpty()) {
      context.clients().move(client, from);
    }
    if (!client.isConnected()) {
      client.announced(iAm);
    }
    return Optional.of(client);
  }

  private Optional<ClientRecord> ignore(IgnoredMessage reason) {
    context.ignore(reason);
    return Optional.empty();
  }
}
