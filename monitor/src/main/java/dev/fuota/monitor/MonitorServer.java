package dev.fuota.monitor;

import dev.fuota.monitor.api.ApiRoutes;
import dev.fuota.monitor.api.Loop;
import dev.fuota.monitor.guard.FailureLimit;
import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.guard.PemIdentity;
import dev.fuota.monitor.guard.TokenBook;
import dev.fuota.monitor.live.EventHub;
import dev.fuota.monitor.live.Views;
import dev.fuota.monitor.metrics.Metrics;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.monitor.web.Guard;
import dev.fuota.monitor.web.Web;
import dev.fuota.server.service.CampaignService;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The campaign service over HTTP, and the page that shows it. It has threads of its own; the
 * service is only ever asked on its own thread.
 */
public final class MonitorServer implements AutoCloseable {
  private static final int WRONG_TOKENS_A_MINUTE = 10;
  private static final Duration PACE = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Web web;
  private final EventHub events;
  private final ScheduledExecutorService ticks;

  private MonitorServer(Web web, EventHub events, ScheduledExecutorService ticks) {
    this.web = web;
    this.events = events;
    this.ticks = ticks;
  }

  /**
   * Begins to answer.
   *
   * @param service asked on the thread of {@code loop} only, also by this method's end
   * @param loop runs tasks on the service's thread, one after the other
   * @param figures of each network, asked on that thread too
   * @throws MonitorFault if it cannot, with a sentence that says what to do
   */
  public static MonitorServer start(
      MonitorSettings settings,
      CampaignService service,
      Executor loop,
      Supplier<List<NetworkFigures>> figures) {
    ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(MonitorServer::thread);
    EventHub events = new EventHub(Views.of(service), loop, ticks);
    FailureLimit failures = new FailureLimit(WRONG_TOKENS_A_MINUTE);
    Metrics metrics = new Metrics(figures);
    try {
      Web.Wiring wiring =
          new Web.Wiring(
              settings.tls().map(PemIdentity::read),
              new Guard(new TokenBook(settings.tokens()), failures),
              ApiRoutes.all(
                  new Loop(service, loop, settings.answer()), events, metrics, settings.fileMax()),
              metrics::answered);
      MonitorServer server = new MonitorServer(Web.start(settings.listen(), wiring), events, ticks);
      loop.execute(() -> service.listen(events));
      server.every(PACE, events::tick);
      server.every(HEARTBEAT, events::beat);
      server.every(Duration.ofMinutes(1), failures::forget);
      return server;
    } catch (MonitorFault fault) {
      ticks.shutdownNow();
      throw fault;
    }
  }

  private void every(Duration pace, Runnable task) {
    long millis = pace.toMillis();
    var unused = ticks.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "monitor");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens, with the port that it has. */
  public InetSocketAddress address() {
    return web.address();
  }

  @Override
  public void close() {
    events.close();
    ticks.shutdownNow();
    web.close();
  }
}
