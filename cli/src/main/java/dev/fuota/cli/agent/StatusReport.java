package dev.fuota.cli.agent;

import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.cli.console.JsonText;
import dev.fuota.device.WholeDevice;
import dev.fuota.device.config.AgentFile;
import dev.fuota.device.flash.FlashStore;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.hal.link.LorawanLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How an agent is, as a JSON document. */
final class StatusReport {
  private final AgentFile file;
  private final WholeDevice device;
  private final FlashStore store;
  private final LinkHealth link;
  private final AgentLog log;
  private final InstantSource clock;
  private final Instant began;

  StatusReport(
      AgentFile file,
      WholeDevice device,
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
    root.put("devEui", file.device().credentials().devEui().toString());
    root.put("region", file.region().name());
    root.put("uptimeSeconds", Duration.between(began, clock.instant()).toSeconds());
    ObjectNode linkNode = root.putObject("link").put("kind", file.link().kind());
    linkNode.put("identity", link.identity()).put("trouble", link.trouble());
    linkNode.put("activity", activity());
    windows(root.putObject("windows"), link.windows());
    device.status().ifPresent(status -> update(root.putObject("update"), status));
    root.putObject("flash")
        .put("file", file.flash().file().toString())
        .put("commits", store.commits())
        .put("trouble", store.trouble().orElse(""));
    root.put("lastTrouble", log.lastTrouble());
    return root.toString();
  }

  /** One line of it, for the service manager. */
  String line() {
    return activity()
        + device.status().map(status -> ", " + status.progress()).orElse(", installing")
        + (link.trouble().isEmpty() ? "" : "; " + link.trouble());
  }

  private String activity() {
    Optional<LorawanLink> there = device.link();
    if (there.isEmpty()) {
      return "off";
    }
    return switch (there.get().activity()) {
      case JOINING -> "joining";
      case ACTIVE -> "joined";
      case EXHAUSTED -> "exhausted";
    };
  }

  private static void windows(ObjectNode node, WindowStatistics windows) {
    node.put("count", windows.count());
    if (windows.count() > 0) {
      node.put("p50Millis", windows.percentile(0.5).toNanos() / 1e6);
      node.put("p99Millis", windows.percentile(0.99).toNanos() / 1e6);
      node.put("maxMillis", windows.latest().toNanos() / 1e6);
    }
  }

  private static void update(ObjectNode node, AgentStatus status) {
    node.put("running", status.running().map(Object::toString).orElse(""));
    node.put("waiting", status.waiting().map(Object::toString).orElse(""));
    node.put("refusal", status.refusal());
    node.put("clockSynchronised", status.synchronised());
    node.put("uplinksWaiting", status.uplinksWaiting());
    node.put("sentence", status.progress());
    FragmentationStatus session = status.fragmentation();
    node.putObject("session")
        .put("phase", session.phase().name())
        .put("fragments", session.nbFrag())
        .put("missing", session.missing())
        .put("needed", session.rankDeficit());
  }
}
