package dev.fuota.cli.server;

import dev.fuota.cli.Shell;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.fleet.world.Ticker;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.monitor.MonitorSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code fuota server} on a thread of its own. */
public final class LiveServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final EventLoop loop;
  private final ServerRun server;
  private final Thread thread;
  private final String url;

  private LiveServer(EventLoop loop, ServerRun server, Runnable whenReady) throws Exception {
    this.loop = loop;
    this.server = server;
    CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    ServerWatch watch =
        new ServerWatch(
            server,
            loop,
            new ServerLines(Shell.console(), false),
            ProgressView.NONE,
            () -> {
              whenReady.run();
              address.complete(server.address().orElseThrow());
            });
    watch.begin();
    thread = new Thread(loop::run, "server");
    thread.start();
    url = "http://127.0.0.1:" + address.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getPort();
  }

  /** The fleet of a scenario in the same process, as fast as the machine can. */
  public static LiveServer simulating(Path scenario) throws Exception {
    EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
    SimulatedServer simulated = SimulatedServer.of(scenario, loop);
    ServerRun server = simulated.server(MonitorSettings.loopback(0), Map.of(), loop);
    return new LiveServer(loop, server, () -> simulated.start(loop, Ticker.MAX, slower -> {}));
  }

  /** With sockets, by the time of the day. */
  public static LiveServer of(Path config) throws Exception {
    EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
    ServerSettings settings = ServerFile.read(config, Shell.console());
    ServerStores stores = ServerStores.open(settings.database());
    ServerLines lines = new ServerLines(Shell.console(), false);
    ServerRun server = ServedNetworks.server(settings, stores, loop, lines, Shell.console());
    return new LiveServer(loop, server, () -> {});
  }

  /** Runs {@code fuota campaign} against it. */
  public Shell campaign(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "campaign";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--server";
    all[all.length - 1] = url;
    return Shell.run(all);
  }

  /** Where gateways send to. */
  public int udpPort() {
    return server.networks().get(0).port().orElseThrow();
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    loop.close();
  }
}
