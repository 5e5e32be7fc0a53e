package dev.fuota.server.msu;

import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects clients (MSU, section 10), each by itself: whether they wish authentication makes no
 * difference to the server (MSU-028). It goes on through the cycle for clients that come late, come
 * back, or are heard from another port after a restart: such a port counts only when a Connect sent
 * there was answered from there.
 */
final class Connecting {
  static final int OUTSTANDING_MAX = 32;
  private static final long MOVE_GAP = Duration.ofSeconds(1).toNanos();

  private final CycleContext context;
  private final Requests requests;
  private final Map<ClientRecord, Long> askedAt = new HashMap<>();
  private final Map<ClientRecord, Move> moves = new HashMap<>();
  private Profile profile = Profile.NONE;

  private record Move(Endpoint to, long askedAt) {}

  Connecting(CycleContext context) {
    this.context = context;
    this.requests =
        new Requests(
            context,
            context.campaign().repeats().connect(),
            true,
            OUTSTANDING_MAX,
            new Requests.Question() {
              @Override
              public void ask(ClientRecord client, int attempt) {
                connect(client);
              }

              @Override
              public void onSilence(ClientRecord client) {
                giveUp(client);
              }
            });
  }

  /** Connects these, and offers them what all of them can of our own extension. */
  void start(List<ClientRecord> clients, Runnable done) {
    profile =
        clients.stream()
            .map(ClientRecord::profile)
            .reduce(context.campaign().profile(), Profile::and);
    clients.forEach(this::add);
    requests.whenIdle(done);
  }

  /** What the Connects of this cycle offer. */
  Profile profile() {
    return profile;
  }

  /** Connects one more. */
  void add(ClientRecord client) {
    requests.add(client);
  }

  void stop() {
    requests.stop();
    moves.clear();
  }

  private void connect(ClientRecord client) {
    context.clients().setState(client, ClientState.CONNECTING);
    askedAt.put(client, context.now());
    context.send(client, request());
  }

  private void giveUp(ClientRecord client) {
    ClientState state = client.wasConnected() ? ClientState.LOST : ClientState.UNREACHABLE;
    context.clients().setState(client, state);
  }

  private ConnectRequest request() {
    MsuCampaign campaign = context.campaign();
    MsuOffer offer = campaign.offer();
    Optional<MsuOffer.Credentials> login =
        offer.login().credentials(context.ports().network().address(), context.transactionId());
    return new ConnectRequest(
        MsgType.CLIENT,
        context.ports().network().address(),
        context.transactionId(),
        offer.mac(),
        campaign.timing().connectionTimeoutSeconds(),
        Optional.of(campaign.files().get(0).name()),
        new DeviceIdentity(
            offer.hardwareId(),
            offer.productId(),
            offer.productName(),
            offer.modelName(),
            offer.vendorId()),
        login.map(MsuOffer.Credentials::password),
        login.map(MsuOffer.Credentials::username),
        offer.firmwareVersion(),
        offer.softwareVersion(),
        profile.bits());
  }

  void onResponse(Endpoint from, ConnectResponse response) {
    if (response.transactionId().orElse(context.transactionId()) != context.transactionId()) {
      context.ignore(IgnoredMessage.WRONG_TRANSACTION);
      return;
    }
    Optional<ClientRecord> client = context.clients().at(from);
    if (client.isPresent() && requests.isOutstanding(client.get())) {
      onAnswer(client.get(), response);
    } else if (client.isEmpty()) {
      onMoved(from, response);
    } else {
      context.ignore(IgnoredMessage.UNEXPECTED);
    }
  }

  private void onAnswer(ClientRecord client, ConnectResponse response) {
    long now = context.now();
    if (requests.attempt(client) == 1) {
      client.measured(now - askedAt.getOrDefault(client, now));
    }
    client.heard(now);
    askedAt.remove(client);
    if (response.code().isGood()) {
      context.clients().setState(client, ClientState.CONNECTED);
    } else {
      client.refused(response.code());
      context.clients().setState(client, ClientState.REFUSED);
    }
    requests.settled(client);
  }

  /**
   * Something came from a port that nobody has, at the address of a client that is connected:
   * perhaps it has started anew. Asks at that port, once a second at most for each client.
   */
  void askAt(ClientRecord client, Endpoint other) {
    long now = context.now();
    Move last = moves.get(client);
    if (last == null || now - last.askedAt() >= MOVE_GAP) {
      moves.put(client, new Move(other, now));
      context.send(other, request());
    }
  }

  private void onMoved(Endpoint to, ConnectResponse response) {
    for (ClientRecord client : context.clients().atAddress(to.address())) {
      Move move = moves.get(client);
      if (move != null && move.to().equals(to) && response.code().isGood()) {
        moves.remove(client);
        context.clients().move(client, to);
        context.clients().setState(client, ClientState.CONNECTED);
        client.heard(context.now());
        return;
      }
    }
    context.ignore(IgnoredMessage.UNKNOWN_SOURCE);
  }
}
