package dev.fuota.cli.agent;

import dev.fuota.cli.console.JsonText;
import dev.fuota.device.config.AgentFile;
import dev.fuota.device.flash.FlashStore;
import dev.fuota.drivers.radio.WindowStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** How an agent is, as a JSON document. */
final class StatusReport {
  private final AgentFile file;
  private final Resident device;
  private final FlashStore store;
  private final LinkHealth link;
  private final AgentLog log;
  private final InstantSource clock;
  private final Instant began;

  StatusReport(
      AgentFile file,
      Resident device,
      FlashStore store,
      LinkHealth link,
      AgentLog log,
      InstantSource clock) {
    this.file = file;
    this.device = device;
    this.store = store;
    this.link = link;
    this.log = log;
    this.clock = clock;
    this.began = clock.instant();
  }

  String document() {
    ObjectNode root = JsonText.object();
    root.put("pid", ProcessHandle.current().pid());
    device.identify(root);
    root.put("uptimeSeconds", Duration.between(began, clock.instant()).toSeconds());
    ObjectNode linkNode = root.putObject("link").put("kind", file.link().kind());
    linkNode.put("identity", link.identity()).put("trouble", link.trouble());
    linkNode.put("activity", device.activity());
    windows(root.putObject("windows"), link.windows());
    device.describe(root);
    root.putObject("flash")
        .put("file", file.flash().file().toString())
        .put("commits", store.commits())
        .put("trouble", store.trouble().orElse(""));
    root.put("lastTrouble", log.lastTrouble());
    return root.toString();
  }

  /** One line of it, for the service manager. */
  String line() {
    return device.activity()
        + ", "
        + device.progress()
        + (link.trouble().isEmpty() ? "" : "; " + link.trouble());
  }

  private static void windows(ObjectNode node, WindowStatistics windows) {
    node.put("count", windows.count());
    if (windows.count() > 0) {
      node.put("p50Millis", windows.percentile(0.5).toNanos() / 1e6);
      node.put("p99Millis", windows.percentile(0.99).toNanos() / 1e6);
      node.put("maxMillis", windows.latest().toNanos() / 1e6);
    }
  }
}
