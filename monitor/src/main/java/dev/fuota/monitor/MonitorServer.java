package dev.fuota.monitor;

import dev.fuota.monitor.guard.FailureLimit;
import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.guard.PemIdentity;
import dev.fuota.monitor.guard.TokenBook;
import dev.fuota.monitor.web.Guard;
import dev.fuota.monitor.web.Web;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The page and what it needs, over HTTP. */
public final class MonitorServer implements AutoCloseable {
  private static final int WRONG_TOKENS_A_MINUTE = 10;

  private final Web web;
  private final ScheduledExecutorService ticks;

  private MonitorServer(Web web, ScheduledExecutorService ticks) {
    this.web = web;
    this.ticks = ticks;
  }

  /**
   * Begins to answer.
   *
   * @throws MonitorFault if it cannot, with a sentence that says what to do
   */
  public static MonitorServer start(MonitorSettings settings) {
    FailureLimit failures = new FailureLimit(WRONG_TOKENS_A_MINUTE);
    Guard guard = new Guard(new TokenBook(settings.tokens()), failures);
    Web web = Web.start(settings.listen(), settings.tls().map(PemIdentity::read), guard);
    ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(MonitorServer::thread);
    MonitorServer server = new MonitorServer(web, ticks);
    server.every(Duration.ofMinutes(1), failures::forget);
    return server;
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
    ticks.shutdownNow();
    web.close();
  }
}
