package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.MsgType;
import java.util.Optional;

/** Disconnects every client at the end of a cycle (MSU, section 11). */
final class Disconnecting {
  private final CycleContext context;
  private final Requests requests;

  Disconnecting(CycleContext context) {
    this.context = context;
    this.requests =
        new Requests(
            context,
            context.campaign().repeats().disconnect(),
            false,
            Collecting.OUTSTANDING_MAX,
            new Requests.Question() {
              @Override
              public void ask(ClientRecord client, int attempt) {
                context.send(
                    client,
                    new DisconnectRequest(
                        MsgType.CLIENT,
                        context.ports().network().address(),
                        context.transactionId()));
              }

              @Override
              public void onSilence(ClientRecord client) {
                context.clients().setState(client, ClientState.LOST);
              }
            });
  }

  void start(Runnable done) {
    context.clients().all().stream().filter(Disconnecting::mayHold).forEach(requests::add);
    requests.whenIdle(done);
  }

  /** Whether a client may hold a connection: its answer to a Connect may still be on its way. */
  private static boolean mayHold(ClientRecord client) {
    return client.isConnected() || client.state() == ClientState.CONNECTING;
  }

  /** Whatever the answer is, the client has heard it. */
  void onResponse(Endpoint from, DisconnectResponse response) {
    Optional<ClientRecord> client = context.clients().at(from).filter(requests::isOutstanding);
    if (response.transactionId().orElse(context.transactionId()) != context.transactionId()) {
      context.ignore(IgnoredMessage.WRONG_TRANSACTION);
    } else if (client.isEmpty()) {
      context.ignore(IgnoredMessage.UNEXPECTED);
    } else {
      context.clients().setState(client.get(), ClientState.DISCONNECTED);
      requests.settled(client.get());
    }
  }
}
