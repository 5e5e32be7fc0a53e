package dev.fuota.cli.server;

import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.server.service.CampaignView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells once a second how a server is, and what became of its campaigns. */
final class ServerWatch {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ServerRun server;
  private final EventLoop loop;
  private final ServerLines lines;
  private final ProgressView progress;
  private String fault = "";
  private final Runnable whenReady;
  private boolean ready;
  private boolean changed = true;
  private double share;

  /**
   * Nothing is told yet.
   *
   * @param whenReady runs once people may ask
   */
  ServerWatch(
      ServerRun server,
      EventLoop loop,
      ServerLines lines,
      ProgressView progress,
      Runnable whenReady) {
    this.whenReady = whenReady;
    this.server = server;
    this.loop = loop;
    this.lines = lines;
    this.progress = progress;
  }

  /** From the loop's next turn on. */
  void begin() {
    server.service().listen(id -> changed = true);
    loop.post(this::look);
  }

  private void look() {
    if (!ready) {
      server.address().ifPresent(this::ready);
    }
    if (ready) {
      List<CampaignView> campaigns = changed ? server.service().campaigns() : List.of();
      changed = false;
      lines.campaigns(campaigns);
      campaigns.stream()
          .filter(it -> it.state() == CampaignView.Phase.RUNNING)
          .findFirst()
          .ifPresent(it -> share = it.progress());
      progress.show(share, phrase());
      String now = server.service().fault().orElse("");
      if (!now.equals(fault)) {
        fault = now;
        lines.say(
            JsonText.object().put("event", "fault").put("sentence", now),
            now.isEmpty() ? "all is well again" : now);
      }
    }
    loop.after(LOOK, this::look);
  }

  private void ready(InetSocketAddress address) {
    ready = true;
    whenReady.run();
    String page = (server.isTls() ? "https://" : "http://") + host(address) + "/";
    ObjectNode event = JsonText.object().put("event", "listening").put("page", page);
    event.put("devices", server.service().registered().size());
    ArrayNode networks = event.putArray("networks");
    for (ServedNetwork network : server.networks()) {
      ObjectNode one = networks.addObject().put("name", network.name());
      one.put("region", network.region().name());
      network.port().ifPresent(port -> one.put("port", port));
    }
    lines.say(
        event,
        "the page is at "
            + page
            + "; "
            + server.service().registered().size()
            + " devices; "
            + server.networks().stream().map(ServerWatch::place).collect(Collectors.joining(", ")));
  }

  private static String host(InetSocketAddress address) {
    InetAddress at = address.getAddress();
    return (at.isAnyLocalAddress() ? "127.0.0.1" : at.getHostAddress()) + ":" + address.getPort();
  }

  private static String place(ServedNetwork network) {
    Optional<Integer> port = network.port();
    return network.name() + port.map(it -> " on UDP port " + it).orElse("");
  }

  private String phrase() {
    return server.networks().stream().map(ServedNetwork::line).collect(Collectors.joining("; "));
  }

  /** The last line. */
  void end() {
    ObjectNode event = JsonText.object().put("event", "end").put("ok", true);
    ArrayNode networks = event.putArray("networks");
    for (ServedNetwork network : server.networks()) {
      network.report(networks.addObject().put("name", network.name()));
    }
    lines.say(event, "stopped; " + phrase());
  }
}
