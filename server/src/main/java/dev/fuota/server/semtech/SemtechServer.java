package dev.fuota.server.semtech;

import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.semtech.RxPacket;
import dev.fuota.gateway.semtech.SemtechDatagram;
import dev.fuota.gateway.semtech.SemtechDatagram.PullAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PullData;
import dev.fuota.gateway.semtech.SemtechDatagram.PushAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PushData;
import dev.fuota.gateway.semtech.SemtechDatagram.TxAck;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where packet forwarders connect. PUSH_DATA is acknowledged and handed on; PULL_DATA tells the way
 * back to a gateway, and that it is there; a TX_ACK is matched by its token, and only if it comes
 * from the gateway that was asked.
 *
 * <p>The protocol has no secrets: who knows the EUI of a gateway can speak for it, and take its
 * downlinks. Run it on a network that is trusted, or behind a tunnel.
 */
public final class SemtechServer { // GW-09

  /** Sends datagrams. */
  @FunctionalInterface
  public interface Wire {
    void send(InetSocketAddress to, Bytes datagram);
  }

  private final SemtechSettings settings;
  private final Wire wire;
  private final GatewayEvents events;
  private final InstantSource clock;
  private final Tokens tokens;
  private final Map<GatewayId, SemtechGateway> gateways = new LinkedHashMap<>();
  private long datagrams;
  private long malformed;
  private long refused;
  private long uplinks;
  private long badCrc;
  private long strayAcks;

  /**
   * A server that was not started.
   *
   * @param events told of gateways, frames and figures
   * @param random chooses tokens
   */
  public SemtechServer(
      SemtechSettings settings,
      Wire wire,
      GatewayEvents events,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    this.settings = settings;
    this.wire = wire;
    this.events = events;
    this.clock = clock;
    this.tokens = new Tokens(settings.answer(), clock, scheduler, random);
    Duration pace = settings.silence().dividedBy(3);
    scheduler.after(
        pace,
        new Runnable() {
          @Override
          public void run() {
            forgetTheSilent();
            scheduler.after(pace, this);
          }
        });
  }

  private void forgetTheSilent() {
    Instant limit = clock.instant().minus(settings.silence());
    List<SemtechGateway> silent =
        gateways.values().stream().filter(it -> it.lastPull().isBefore(limit)).toList();
    for (SemtechGateway gateway : silent) {
      gateways.remove(gateway.id());
      events.onDisconnected(gateway.id());
    }
  }

  /** What came from somebody; anything may. */
  public void onDatagram(InetSocketAddress from, Bytes datagram) {
    datagrams++;
    Optional<SemtechDatagram> decoded = SemtechDatagram.decode(datagram).value();
    if (decoded.isEmpty()) {
      malformed++;
    } else if (decoded.get() instanceof PushData push) {
      onPush(from, push);
    } else if (decoded.get() instanceof PullData pull) {
      onPull(from, pull);
    } else if (decoded.get() instanceof TxAck ack) {
      onTxAck(ack);
    } else {
      malformed++; // what only servers say
    }
  }

  private boolean isAllowed(GatewayId gateway) {
    return settings.allowed().isEmpty() || settings.allowed().contains(gateway);
  }

  private void onPull(InetSocketAddress from, PullData pull) {
    SemtechGateway known = gateways.get(pull.gateway());
    boolean full = known == null && gateways.size() >= settings.gatewaysMax();
    if (full || !isAllowed(pull.gateway())) {
      refused++;
      return;
    }
    wire.send(from, new PullAck(pull.token()).encode());
    if (known == null || !known.isAt(from)) {
      known = new SemtechGateway(pull.gateway(), from, wire, tokens);
      gateways.put(pull.gateway(), known);
      events.onConnected(known);
    }
    known.pulled(clock.instant());
  }

  /** A gateway that never pulled is unknown: there is no way back to it. */
  private void onPush(InetSocketAddress from, PushData push) {
    if (!isAllowed(push.gateway())) {
      refused++;
      return;
    }
    wire.send(from, new PushAck(push.token()).encode());
    for (RxPacket packet : push.rxpk()) {
      if (packet.isGood()) {
        uplinks++;
        events.onHeard(packet.heard(push.gateway()));
      } else {
        badCrc++;
      }
    }
    push.stat().ifPresent(stat -> events.onStatistics(push.gateway(), stat.figures()));
  }

  private void onTxAck(TxAck ack) {
    if (!tokens.answer(ack.token(), ack.gateway(), ack.status())) {
      strayAcks++;
    }
  }

  /** Gateways that are there. */
  public List<GatewayId> gateways() {
    return List.copyOf(gateways.keySet());
  }

  /** The time from the last answered request of a gateway to its answer. */
  public Optional<Duration> roundTrip(GatewayId gateway) {
    return tokens.roundTrip(gateway);
  }

  public SemtechFigures figures() {
    return new SemtechFigures(
        datagrams,
        malformed,
        refused,
        uplinks,
        badCrc,
        tokens.given(),
        tokens.unanswered(),
        strayAcks);
  }
}
