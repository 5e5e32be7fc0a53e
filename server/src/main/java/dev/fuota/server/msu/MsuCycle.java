package dev.fuota.server.msu;

import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A cycle: everything under one Transaction ID, from the first Who-Is to the report. Takes what
 * clients send, and hands it to the part of the cycle that it is for; what a client says counts
 * only if it comes from where the client connected, and names what it should (MSU, sections 9 to
 * 13).
 */
public final class MsuCycle {
  private final CycleContext context;
  private final CycleFlow flow;
  private final MsuDecoder decoder;

  /** A cycle of its own. A server that runs several takes them from {@link MsuServer}. */
  public MsuCycle(MsuCampaign campaign, MsuServerPorts ports, MsuCycleListener listener) {
    this(campaign, ports, listener, new TransactionIds(ports.random()).next());
  }

  MsuCycle(
      MsuCampaign campaign, MsuServerPorts ports, MsuCycleListener listener, int transactionId) {
    this.context = CycleContext.of(campaign, ports, listener, transactionId);
    this.flow = new CycleFlow(context);
    this.decoder =
        new MsuDecoder(
            MsuLimits.defaults().withOlderClients().withProfile(campaign.profile())); // MSU-X37
  }

  /** Begins; to be called once. */
  public void start() {
    flow.start();
  }

  /**
   * Ends the cycle early, in whatever phase it is (MSU-111). Without effect when it ends anyway.
   */
  public void abort() {
    flow.abort("stopped");
  }

  public boolean isDone() {
    return flow.phase() == MsuPhase.DONE;
  }

  public MsuPhase phase() {
    return flow.phase();
  }

  /** The id that stands for this cycle in every message. */
  public int transactionId() {
    return context.transactionId();
  }

  /** How it stands, at any time. */
  public MsuReport report() {
    return flow.report();
  }

  /**
   * Takes a datagram that came in by unicast.
   *
   * @param datagram from position to limit; read within the call
   */
  public void onDatagram(Ipv4 from, int port, ByteBuffer datagram) {
    if (isDone() || flow.phase() == MsuPhase.READY) {
      return;
    }
    context.statistics().countHeard(datagram.remaining());
    MsuDecoded decoded = decoder.decode(datagram);
    if (decoded instanceof MsuDecoded.Rejected rejected) {
      context.statistics().reject(rejected.reason());
    } else if (port == 0) {
      context.ignore(IgnoredMessage.UNKNOWN_SOURCE);
    } else if (decoded instanceof MsuDecoded.Ok ok
        && !context.campaign().seal().isGood(datagram, ok, from)) {
      context.ignore(IgnoredMessage.UNSEALED);
    } else if (decoded instanceof MsuDecoded.Ok ok) {
      onMessage(new Endpoint(from, port), ok.message());
    }
  }

  private void onMessage(Endpoint from, MsuMessage message) {
    if (message instanceof SequenceComplaint complaint) {
      onTransferMessage(from, complaint.fileNumber(), message);
    } else if (message instanceof ChunkComplaint complaint) {
      onTransferMessage(from, complaint.fileNumber(), message);
    } else if (message instanceof Report report) {
      onReport(from, report);
    } else if (message instanceof StatusResponse status) {
      onStatus(from, status);
    } else if (message instanceof IAm iAm) {
      flow.onIAm(from, iAm);
    } else if (message instanceof ConnectResponse response) {
      flow.connecting().onResponse(from, response);
    } else if (message instanceof GroupAck ack) {
      flow.onGroupAck(from, ack);
    } else if (message instanceof DisconnectResponse response) {
      flow.onDisconnected(from, response);
    } else {
      context.ignore(IgnoredMessage.UNEXPECTED);
    }
  }

  /** The connected client that sends from there. */
  private Optional<ClientRecord> sender(Endpoint from) {
    Optional<ClientRecord> client = context.clients().at(from);
    if (client.isPresent() && client.get().isConnected()) {
      return client;
    }
    context.ignore(IgnoredMessage.UNKNOWN_SOURCE);
    if (client.isPresent()) {
      flow.onSignOfLife(client.get());
    } else {
      onUnknownPort(from);
    }
    return Optional.empty();
  }

  private void onUnknownPort(Endpoint from) {
    List<ClientRecord> there = context.clients().atAddress(from.address());
    if (there.size() == 1) {
      flow.onOtherPort(there.get(0), from);
    }
  }

  private void onReport(Endpoint from, Report report) {
    if (report.transactionId() == context.transactionId()) {
      onTransferMessage(from, report.fileNumber(), report);
    } else {
      context.ignore(IgnoredMessage.WRONG_TRANSACTION);
    }
  }

  private void onTransferMessage(Endpoint from, int fileNumber, MsuMessage message) {
    Optional<ClientRecord> client = sender(from);
    if (client.isEmpty()) {
      return;
    }
    client.get().heard(context.now());
    flow.onTransferMessage(client.get(), fileNumber, message);
  }

  private void onStatus(Endpoint from, StatusResponse status) {
    Optional<ClientRecord> client = sender(from);
    if (client.isEmpty()) {
      return;
    }
    if (!client.get().deviceId().equals(status.deviceId())) {
      context.ignore(IgnoredMessage.WRONG_DEVICE);
    } else if (status.transactionId() != context.transactionId()) {
      context.ignore(IgnoredMessage.WRONG_TRANSACTION);
    } else {
      flow.onStatus(client.get(), status);
    }
  }
}
