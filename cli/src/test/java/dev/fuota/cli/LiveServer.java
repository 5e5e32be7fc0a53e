package dev.fuota.cli;

import dev.fuota.fleet.world.Ticker;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.monitor.MonitorSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code fuota server --simulate} as fast as the machine can, on a thread of its own. */
final class LiveServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final ServerRun server;
  private final Thread thread;
  private final String url;

  /**
   * Runs once this returns.
   *
   * @param scenario a file
   */
  LiveServer(Path scenario) throws Exception {
    SimulatedServer simulated = SimulatedServer.of(scenario, loop);
    server = simulated.server(MonitorSettings.loopback(0), Map.of(), loop);
    CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    ServerLines lines = new ServerLines(Shell.console(), false);
    ServerWatch watch =
        new ServerWatch(
            server,
            loop,
            lines,
            ProgressView.NONE,
            () -> {
              simulated.start(loop, Ticker.MAX, slower -> {});
              address.complete(server.address().orElseThrow());
            });
    watch.begin();
    thread = new Thread(loop::run, "server");
    thread.start();
    url = "http://127.0.0.1:" + address.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getPort();
  }

  /** Runs {@code fuota campaign} against it. */
  Shell campaign(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "campaign";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--server";
    all[all.length - 1] = url;
    return Shell.run(all);
  }

  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    loop.stop();
    thread.join();
    server.close();
    loop.close();
  }
}
