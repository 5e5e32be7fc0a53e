package dev.fuota.server.semtech;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.server.semtech.SemtechServer.Wire;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A gateway at one address; if it moves it is another one. */
final class SemtechGateway implements GatewayLink {
  private final GatewayId id;
  private final InetSocketAddress address;
  private final Wire wire;
  private final Tokens tokens;
  private Instant lastPull = Instant.MIN;

  SemtechGateway(GatewayId id, InetSocketAddress address, Wire wire, Tokens tokens) {
    this.id = id;
    this.address = address;
    this.wire = wire;
    this.tokens = tokens;
  }

  @Override
  public GatewayId id() {
    return id;
  }

  boolean isAt(InetSocketAddress other) {
    return address.equals(other);
  }

  Instant lastPull() {
    return lastPull;
  }

  void pulled(Instant at) {
    lastPull = at;
  }

  @Override
  public void send(Transmission transmission, Consumer<TxStatus> result) {
    OptionalInt token = tokens.take(id, result);
    if (token.isEmpty()) {
      result.accept(TxStatus.QUEUE_FULL);
      return;
    }
    wire.send(address, new PullResp(token.getAsInt(), transmission).encode());
  }
}
