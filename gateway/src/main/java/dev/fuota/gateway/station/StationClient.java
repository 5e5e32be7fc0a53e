package dev.fuota.gateway.station;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.gateway.station.LnsMessage.RouterConfig;
import dev.fuota.gateway.station.LnsTransport.Connection;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A station: asks where to connect to, connects there, tells its version, is configured, and then
 * carries frames. Whatever ends a connection, it begins anew after a while that doubles.
 */
public final class StationClient implements Backhaul { // GW-07
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /** So long the way to {@code router_config} may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration SYNC = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final int RETRIES = 10;
  private static final int SESSIONS = 255;
  private static final int PROTOCOL = 2;

  private final Concentrator concentrator;
  private final Region region;
  private final String lns;
  private final LnsTransport transport;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final StationTime time;
  private Duration pause = FIRST_PAUSE;
  private @Nullable Connection connection;
  private @Nullable RouterConfig config;
  private boolean started;

  /** Counts attempts to connect: what belongs to an earlier one does nothing any more. */
  private int attempt;

  /**
   * A station at rest.
   *
   * @param region for the power: the server does not tell any
   * @param lns address of the server as in {@code ws://host:1887}, without a path
   */
  public StationClient(
      Concentrator concentrator,
      Region region,
      String lns,
      LnsTransport transport,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    this.concentrator = concentrator;
    this.region = region;
    this.lns = lns;
    this.transport = transport;
    this.clock = clock;
    this.scheduler = scheduler;
    this.random = random;
    this.time = new StationTime(concentrator, clock, 1 + random.nextInt(SESSIONS));
  }

  @Override
  public void start() {
    started = true;
    discover();
  }

  @Override
  public void stop() {
    started = false;
    drop();
  }

  /** Whether frames can be carried. */
  public boolean isConnected() {
    return config != null;
  }

  private void drop() {
    attempt++;
    config = null;
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private void discover() {
    if (started) {
      open(lns + "/router-info", new Discovery());
    }
  }

  private void open(String uri, Talk talk) {
    drop();
    int mine = attempt;
    talk.attempt = mine;
    connection = transport.open(uri, talk);
    scheduler.after(
        PATIENCE,
        () -> {
          if (mine == attempt && config == null) {
            fail();
          }
        });
  }

  /** Begins anew after a pause. */
  private void fail() {
    drop();
    if (started) {
      long jitter = random.nextLong(pause.toMillis() / 4 + 1);
      scheduler.after(pause.plusMillis(jitter), this::discover);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  private void send(ObjectNode message) {
    send(Json.write(message));
  }

  private void send(Bytes message) {
    if (connection != null) {
      connection.send(new String(message.toArray(), StandardCharsets.UTF_8));
    }
  }

  /** What a connection calls, as long as it is the one in use. */
  private abstract class Talk implements LnsTransport.Listener {
    private int attempt;

    abstract void opened();

    abstract void said(String text);

    private boolean isCurrent() {
      return attempt == StationClient.this.attempt;
    }

    @Override
    public final void onOpen() {
      if (isCurrent()) {
        opened();
      }
    }

    @Override
    public final void onText(String text) {
      if (isCurrent()) {
        said(text);
      }
    }

    @Override
    public final void onClosed() {
      if (isCurrent()) {
        fail();
      }
    }
  }

  /** The question where to connect to. */
  private final class Discovery extends Talk {
    @Override
    void opened() {
      send(Json.object().put("router", LnsUplink.dashed(concentrator.id().eui())));
    }

    @Override
    void said(String text) {
      LnsMessage.decodeDiscovery(text)
          .value()
          .ifPresentOrElse(uri -> open(uri, new Traffic()), StationClient.this::fail);
    }
  }

  /** The connection for everything else. */
  private final class Traffic extends Talk {
    @Override
    void opened() {
      send(
          Json.object()
              .put("msgtype", "version")
              .put("station", "2.0.6")
              .put("firmware", "fuota")
              .put("package", "fuota")
              .put("model", "simulated")
              .put("protocol", PROTOCOL)
              .put("features", time.hasReceiver() ? "gps" : ""));
    }

    @Override
    void said(String text) {
      LnsMessage message = LnsMessage.decode(text).value().orElse(null);
      if (message instanceof RouterConfig configured) {
        boolean first = config == null;
        config = configured;
        pause = FIRST_PAUSE;
        if (first) {
          sync(attempt());
        }
      } else if (message instanceof LnsMessage.TimeSync sync) {
        time.onSync(sync);
      } else if (message instanceof LnsMessage.Down down) {
        onDownlink(down.downlink());
      }
    }

    private int attempt() {
      return StationClient.this.attempt;
    }
  }

  private void sync(int mine) {
    if (mine == attempt && !time.hasReceiver()) {
      send(Json.object().put("msgtype", "timesync").put("txtime", time.ask()));
      scheduler.after(SYNC, () -> sync(mine));
    }
  }

  @Override
  public void onHeard(Heard heard) {
    RouterConfig configured = config;
    if (configured == null) {
      return;
    }
    OptionalInt rate = configured.uplinkRate(heard.modulation());
    if (rate.isEmpty()) {
      return;
    }
    long micros = concentrator.micros(heard.counter());
    UpInfo info =
        new UpInfo(
            0,
            time.xtime(micros),
            time.gps(micros),
            heard.rssiDbm(),
            heard.snrDb(),
            clock.millis() / 1000.0);
    new LnsUplink(heard.phyPayload(), rate.getAsInt(), heard.frequencyHz(), info)
        .encode()
        .ifPresent(this::send);
  }

  private void onDownlink(LnsDownlink downlink) {
    if (config != null) {
      send(downlink, new DownlinkPlan(config, region, time).of(downlink), 0);
    }
  }

  /** One chance after the other; the server hears of a success only. */
  private void send(LnsDownlink downlink, List<Transmission> chances, int retries) {
    for (Transmission chance : chances) {
      TxStatus status = concentrator.request(chance, start -> sent(downlink, start));
      if (status == TxStatus.OK) {
        return;
      }
      if (chance.timing() instanceof Timing.Immediately && isBusy(status) && retries < RETRIES) {
        scheduler.after(RETRY, () -> send(downlink, List.of(chance), retries + 1));
      }
    }
  }

  private static boolean isBusy(TxStatus status) {
    return switch (status) {
      case COLLISION_PACKET, COLLISION_BEACON, QUEUE_FULL, DUTY_CYCLE_OVERFLOW -> true;
      default -> false;
    };
  }

  private void sent(LnsDownlink downlink, long start) {
    if (downlink.devEui().chars().anyMatch(c -> Character.digit(c, 16) > 0)) {
      send(
          Json.object()
              .put("msgtype", "dntxed")
              .put("diid", downlink.diid())
              .put("DevEui", downlink.devEui())
              .put("rctx", downlink.rctx())
              .put("xtime", time.xtime(start))
              .put("txtime", clock.millis() / 1000.0)
              .put("gpstime", time.gps(start)));
    }
  }
}
