package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.SetGroup;
import java.util.Optional;

/**
 * Gives every client a group number (MSU-142). One that refuses or is silent keeps its own, and is
 * then not reached by the Notifications; the rest of the cycle shows that.
 */
final class Grouping {
  static final int OUTSTANDING_MAX = 32;

  private final CycleContext context;
  private final Requests requests;

  Grouping(CycleContext context, int group) {
    this.context = context;
    this.requests =
        new Requests(
            context,
            context.campaign().repeats().setGroup(),
            false,
            OUTSTANDING_MAX,
            new Requests.Question() {
              @Override
              public void ask(ClientRecord client, int attempt) {
                context.send(client, new SetGroup(group, MsgType.CLIENT, client.deviceId()));
              }

              @Override
              public void onSilence(ClientRecord client) {}
            });
  }

  void start(Iterable<ClientRecord> clients, Runnable done) {
    clients.forEach(requests::add);
    requests.whenIdle(done);
  }

  void onAck(Endpoint from, GroupAck ack) {
    Optional<ClientRecord> client = context.clients().at(from).filter(requests::isOutstanding);
    if (client.isEmpty()) {
      context.ignore(IgnoredMessage.UNEXPECTED);
    } else if (!client.get().deviceId().equals(ack.deviceId())) {
      context.ignore(IgnoredMessage.WRONG_DEVICE);
    } else {
      client.get().heard(context.now());
      requests.settled(client.get());
    }
  }

  void stop() {
    requests.stop();
  }
}
