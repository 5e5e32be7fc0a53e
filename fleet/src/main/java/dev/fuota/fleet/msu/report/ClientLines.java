package dev.fuota.fleet.msu.report;

import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.ClientReport;
import dev.fuota.server.msu.ClientReport.FileReport;
import dev.fuota.server.msu.FileOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How each client ended, in words. */
final class ClientLines {
  private static final Comparator<Duration> ORDER = Comparator.naturalOrder();

  private ClientLines() {}

  static FleetSummary.Client of(
      Ipv4 address,
      MsuScenario.ClientSeries series,
      boolean updated,
      @Nullable ClientReport report) {
    return new FleetSummary.Client(
        address.toString(),
        series.hardware(),
        updated ? FleetSummary.UPDATED : outcome(report),
        complaints(report),
        report == null ? 0 : report.files().stream().mapToLong(FileReport::reports).sum(),
        updated ? done(report) : 0);
  }

  private static long complaints(@Nullable ClientReport report) {
    return report == null
        ? 0
        : report.files().stream()
            .mapToLong(file -> file.sequenceComplaints() + file.chunkComplaints())
            .sum();
  }

  private static double done(@Nullable ClientReport report) {
    List<FileReport> files = report == null ? List.of() : report.files();
    boolean told = files.stream().allMatch(file -> file.finishedAfter().isPresent());
    Optional<Duration> last =
        files.stream().flatMap(file -> file.finishedAfter().stream()).max(ORDER);
    return told ? last.map(SeriesLines::seconds).orElse(0.0) : 0;
  }

  private static String outcome(@Nullable ClientReport report) {
    if (report == null) {
      return "not found";
    }
    if (report.refusal().isPresent()) {
      return "refused: " + report.refusal().get().meaning();
    }
    Optional<FileReport> failed =
        report.files().stream().filter(file -> file.outcome() == FileOutcome.FAIL).findFirst();
    return failed
        .map(file -> "failed: " + file.code().meaning())
        .orElse(report.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
