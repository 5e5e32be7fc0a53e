package dev.fuota.cli.server;

import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.server.network.NetworkStatistics;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a built-in network server did, in words and as JSON. */
final class NetworkLines {
  private NetworkLines() {}

  static String line(NetworkStatistics now) {
    return String.format(
        Locale.ROOT,
        "%d gateway%s, %d joins, %d uplinks, %d downlinks",
        now.gateways(),
        now.gateways() == 1 ? "" : "s",
        now.joins(),
        now.uplinks(),
        now.rx1Frames() + now.rx2Frames() + now.otherFrames());
  }

  static NetworkFigures figures(String name, NetworkStatistics now, int devices) {
    long downlinks = now.rx1Frames() + now.rx2Frames() + now.otherFrames();
    return new NetworkFigures(name, now.uplinks(), downlinks, now.gateways(), devices);
  }

  static void report(NetworkStatistics now, ObjectNode into) {
    into.put("joins", now.joins()).put("uplinks", now.uplinks());
    into.put("rx1", now.rx1Frames()).put("rx2", now.rx2Frames());
    into.put("multicast", now.multicastFrames()).put("refusals", now.refusals());
    ObjectNode drops = into.putObject("drops");
    now.drops().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(drop -> drops.put(drop.getKey().name(), drop.getValue()));
  }
}
