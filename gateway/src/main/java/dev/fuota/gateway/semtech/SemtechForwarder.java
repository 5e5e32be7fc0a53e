package dev.fuota.gateway.semtech;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.gateway.semtech.SemtechDatagram.PullData;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.gateway.semtech.SemtechDatagram.PushAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PushData;
import dev.fuota.gateway.semtech.SemtechDatagram.TxAck;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The packet forwarder of a gateway. There is no connection: a server that was away hears of the
 * gateway with the next PULL_DATA, and what was sent meanwhile is lost, as UDP loses it. Nothing is
 * repeated; the share of PUSH_DATA that were acknowledged stands in the report.
 */
public final class SemtechForwarder implements Backhaul { // GW-02
  private static final Duration KEEPALIVE = Duration.ofSeconds(10);
  private static final Duration REPORT = Duration.ofSeconds(30);

  /** How long frames wait for others to share a datagram with. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private static final int PACKETS_MAX = 8;

  /** Acknowledgements of datagrams before the last so many do not count. */
  private static final int TOKENS_MAX = 64;

  private static final int TOKENS = 1 << 16;

  private final Concentrator concentrator;
  private final Consumer<Bytes> server;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final List<RxPacket> gathered = new ArrayList<>();
  private final Deque<Integer> unacknowledged = new ArrayDeque<>();
  private Scheduler.@Nullable Task gathering;
  private boolean started;
  private long pushed;
  private long acknowledged;

  /**
   * A forwarder at rest.
   *
   * @param server takes datagrams for the network server
   */
  public SemtechForwarder(
      Concentrator concentrator,
      Consumer<Bytes> server,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    this.concentrator = concentrator;
    this.server = server;
    this.clock = clock;
    this.scheduler = scheduler;
    this.random = random;
  }

  @Override
  public void start() {
    started = true;
    keepAlive();
    scheduler.after(REPORT, this::report);
  }

  @Override
  public void stop() {
    started = false;
  }

  private void keepAlive() {
    if (started) {
      server.accept(new PullData(token(), concentrator.id()).encode());
      scheduler.after(KEEPALIVE, this::keepAlive);
    }
  }

  private void report() {
    if (started) {
      GatewayStatistics counted = concentrator.statistics();
      push(List.of(), Optional.of(new SemtechStat(clock.instant(), withShare(counted, share()))));
      scheduler.after(REPORT, this::report);
    }
  }

  /** As the original counts: datagrams of the time since the last report. */
  private double share() {
    double percent = pushed == 0 ? 0 : 100.0 * acknowledged / pushed;
    pushed = 0;
    acknowledged = 0;
    unacknowledged.clear();
    return percent;
  }

  private static GatewayStatistics withShare(GatewayStatistics figures, double percent) {
    return new GatewayStatistics(
        figures.received(),
        figures.receivedOk(),
        figures.forwarded(),
        figures.downlinks(),
        figures.emitted(),
        percent);
  }

  @Override
  public void onHeard(Heard heard) {
    if (!started) {
      return;
    }
    gathered.add(RxPacket.of(heard));
    if (gathered.size() == PACKETS_MAX) {
      flush();
    } else if (gathering == null) {
      gathering = scheduler.after(GATHERING, this::flush);
    }
  }

  private void flush() {
    if (gathering != null) {
      gathering.cancel();
      gathering = null;
    }
    if (started) {
      push(gathered, Optional.empty());
    }
    gathered.clear();
  }

  private void push(List<RxPacket> packets, Optional<SemtechStat> stat) {
    int token = token();
    pushed++;
    unacknowledged.addLast(token);
    if (unacknowledged.size() > TOKENS_MAX) {
      unacknowledged.removeFirst();
    }
    server.accept(new PushData(token, concentrator.id(), packets, stat).encode());
  }

  /** What came from the server; anything may. */
  public void onDatagram(Bytes datagram) {
    if (!started) {
      return;
    }
    SemtechDatagram said = SemtechDatagram.decode(datagram).value().orElse(null);
    if (said instanceof PushAck ack && unacknowledged.removeFirstOccurrence(ack.token())) {
      acknowledged++;
    } else if (said instanceof PullResp request) {
      TxStatus status = concentrator.request(request.txpk());
      server.accept(TxAck.of(request.token(), concentrator.id(), status).encode());
    }
  }

  private int token() {
    return random.nextInt(TOKENS);
  }
}
