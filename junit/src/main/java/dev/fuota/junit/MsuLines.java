package dev.fuota.junit;

import dev.fuota.fleet.cell.FleetHead;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.MsuScenario.ClientSeries;
import dev.fuota.fleet.result.AirLine;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Head;
import dev.fuota.fleet.result.Reached;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.report.Say;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What became of clients of MSU, as results of fleets say it: one cell, a device for a client. */
final class MsuLines {
  private static final double MILLIS = 1000;
  private static final String OTHER = "the files are for other hardware";
  private static final String MISSING = "it has not every file";
  private static final String MISTAKEN = "it took files that are for other hardware";

  private final MsuScenario scenario;
  private final String text;

  MsuLines(MsuScenario scenario, String text) {
    this.scenario = scenario;
    this.text = text;
  }

  /**
   * A result.
   *
   * @param updated for each client whether it has every file
   * @param ended whether nothing is left to wait for
   */
  FleetResult of(List<Ipv4> addresses, List<Boolean> updated, Duration took, boolean ended) {
    List<DeviceLine> lines = new ArrayList<>();
    List<ClientSeries> series = scenario.clients();
    for (int group = 0; group < series.size(); group++) {
      boolean meant = isMeant(group);
      for (int i = 0; i < series.get(group).count(); i++) {
        int at = lines.size();
        lines.add(line(at, addresses.get(at), group, meant, updated.get(at)));
      }
    }
    CellResult cell =
        new CellResult(
            0,
            scenario.seed(),
            0,
            lines,
            List.of(),
            AirLine.NONE,
            Optional.empty(),
            took,
            ended,
            0,
            0);
    return new FleetResult(head(), List.of(cell));
  }

  private boolean isMeant(int group) {
    return scenario.clients().get(group).hardware().equals(MsuScenario.HARDWARE);
  }

  private static DeviceLine line(int number, Ipv4 address, int group, boolean meant, boolean has) {
    Fate fate = has ? Fate.UPDATED : meant ? Fate.INCOMPLETE : Fate.RUNNING;
    String reason = has == meant ? (has ? "" : OTHER) : (has ? MISTAKEN : MISSING);
    return new DeviceLine(
        number, address.toString(), group, fate, reason, Reached.NOTHING, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * What the scenario expects: files for those for which they are, and for nobody else, in time.
   */
  List<Check> checks(FleetResult result) {
    long meant = result.devices().filter(line -> isMeant(line.group())).count();
    long updated = result.devices().filter(line -> isMeant(line.group()) && has(line)).count();
    long mistaken = result.devices().filter(line -> !isMeant(line.group()) && has(line)).count();
    CellResult cell = result.cells().get(0);
    double share = scenario.expect().updated();
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "updated >= " + Say.percent(share),
            updated + " of " + Say.count(meant, "client"),
            updated >= share * meant));
    checks.add(new Check("other hardware updated = 0", Long.toString(mistaken), mistaken == 0));
    scenario
        .expect()
        .within()
        .ifPresent(
            limit ->
                checks.add(
                    new Check(
                        "duration <= " + limit.toSeconds() + " s",
                        cell.took().toMillis() / MILLIS + " s",
                        cell.ended() && cell.took().compareTo(limit) <= 0)));
    return checks;
  }

  private static boolean has(DeviceLine line) {
    return line.fate() == Fate.UPDATED;
  }

  private Head head() {
    return new Head(
        scenario.name(),
        scenario.seed(),
        sha256(),
        FleetHead.version(),
        scenario.clients().stream().map(ClientSeries::hardware).toList(),
        scenario.count(),
        1,
        List.of(),
        Optional.empty(),
        true);
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] octets = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
