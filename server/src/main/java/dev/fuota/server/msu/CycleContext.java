package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;

/** What all parts of a cycle share. */
record CycleContext(
    MsuCampaign campaign,
    MsuServerPorts ports,
    MsuCycleListener listener,
    CycleStatistics statistics,
    Outbox outbox,
    Clients clients,
    int transactionId) {

  static CycleContext of(
      MsuCampaign campaign, MsuServerPorts ports, MsuCycleListener listener, int transactionId) {
    CycleStatistics statistics = new CycleStatistics();
    return new CycleContext(
        campaign,
        ports,
        listener,
        statistics,
        new Outbox(ports.network(), campaign, statistics),
        new Clients(listener),
        transactionId);
  }

  long now() {
    return ports.nanos().getAsLong();
  }

  Timer after(Duration delay, Runnable action) {
    return ports.timers().after(delay, action);
  }

  void send(ClientRecord to, MsuMessage message) {
    outbox.toClient(to.endpoint(), message);
  }

  void send(Endpoint to, MsuMessage message) {
    outbox.toClient(to, message);
  }

  void ignore(IgnoredMessage reason) {
    statistics.ignore(reason);
  }
}
