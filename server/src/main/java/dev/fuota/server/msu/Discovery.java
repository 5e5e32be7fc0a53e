package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.WhoIs;
import dev.fuota.server.port.Timers.Timer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for clients (MSU, section 9): Who-Is a few times, then a wait. The key of a client is its
 * source address and its Device ID; a Device ID that two addresses claim is nobody's (decision
 * 0021, D-67).
 */
final class Discovery {
  private final CycleContext context;
  private final Runnable done;
  private @Nullable Timer timer;
  private boolean isOpen;

  Discovery(CycleContext context, Runnable done) {
    this.context = context;
    this.done = done;
  }

  void start() {
    isOpen = true;
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
    isOpen = false;
    done.run();
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
    Optional<ClientRecord> known = context.clients().withId(iAm.deviceId());
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
