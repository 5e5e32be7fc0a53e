package dev.fuota.fleet.msu.report;

import dev.fuota.fleet.msu.MsuFleetResult;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.ClientReport;
import dev.fuota.server.msu.MsuTotals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The figures of a run, in the order of the JSON document; times are seconds.
 *
 * @param clock virtual or real
 * @param seconds from the start to the end of the cycle
 * @param outcomes how many clients ended how
 */
public record FleetSummary(
    boolean ok,
    String name,
    long seed,
    String clock,
    double seconds,
    String summary,
    List<Check> checks,
    List<FileLine> files,
    List<Series> series,
    Map<String, Long> outcomes,
    Wire wire,
    List<Client> clients) {

  /** One thing that a scenario expects. */
  public record Check(String name, boolean ok, String figures) {}

  /**
   * A file.
   *
   * @param complaints after each chunk, in the first pass
   */
  public record FileLine(String name, long octets, List<Integer> complaints) {}

  /**
   * Clients of one kind.
   *
   * @param earliest from the start to the last report of the first client; 0 if there is none
   */
  public record Series(
      String hardware,
      double loss,
      int clients,
      long updated,
      long complaints,
      long reports,
      double earliest,
      double median,
      double latest) {}

  /** What the server sent and heard; octets with their Ethernet, IPv4 and UDP headers. */
  public record Wire(
      long framesFirst,
      long framesRepeated,
      long framesCoded,
      long octetsSent,
      long datagramsHeard,
      long complaints,
      long complaintsInRepairs,
      double complaintsPerChunk,
      long reports) {}

  /**
   * A client.
   *
   * @param done from the start to its last report; 0 if the server did not hear of every file
   */
  public record Client(
      String address, String hardware, String outcome, long complaints, long reports, double done) {
    boolean hasAll() {
      return outcome.equals(UPDATED);
    }

    /** Whether the files are for it. */
    boolean wants() {
      return hardware.equals(MsuScenario.HARDWARE);
    }
  }

  static final String UPDATED = "updated";

  /** The figures. */
  public static FleetSummary of(MsuFleetResult result, ComplaintLog log) {
    List<Client> clients = clients(result);
    MsuScenario scenario = result.scenario();
    List<Check> checks = Checks.of(result);
    return new FleetSummary(
        result.ok(),
        scenario.name(),
        scenario.seed(),
        scenario.clock().name().toLowerCase(Locale.ROOT),
        SeriesLines.seconds(result.took()),
        checks.stream().map(Check::figures).collect(Collectors.joining("; ")),
        checks,
        files(scenario, log),
        SeriesLines.of(scenario, clients),
        clients.stream()
            .collect(Collectors.groupingBy(Client::outcome, TreeMap::new, Collectors.counting())),
        wire(result.report().totals(), log),
        clients);
  }

  private static List<FileLine> files(MsuScenario scenario, ComplaintLog log) {
    List<FileLine> lines = new ArrayList<>();
    for (int i = 0; i < scenario.files().size(); i++) {
      MsuScenario.SentFile file = scenario.files().get(i);
      boolean announced = i < log.perChunk().size();
      List<Integer> counts =
          announced ? Arrays.stream(log.perChunk().get(i)).boxed().toList() : List.of();
      lines.add(new FileLine(file.name(), file.size(), counts));
    }
    return lines;
  }

  private static Wire wire(MsuTotals totals, ComplaintLog log) {
    return new Wire(
        totals.framesFirst(),
        totals.framesRepeated(),
        totals.framesCoded(),
        totals.octetsSent(),
        totals.datagramsHeard(),
        totals.sequenceComplaints() + totals.chunkComplaints(),
        log.later(),
        SeriesLines.rounded(log.mean()),
        totals.reports());
  }

  private static List<Client> clients(MsuFleetResult result) {
    Map<Ipv4, ClientReport> told =
        result.report().clients().stream()
            .collect(Collectors.toMap(ClientReport::deviceId, Function.identity()));
    List<Client> clients = new ArrayList<>();
    for (MsuScenario.ClientSeries series : result.scenario().clients()) {
      for (int i = 0; i < series.count(); i++) {
        int at = clients.size();
        Ipv4 address = result.addresses().get(at);
        clients.add(ClientLines.of(address, series, result.updated().get(at), told.get(address)));
      }
    }
    return clients;
  }
}
