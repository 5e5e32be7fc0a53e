package dev.fuota.server.msu;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a cycle.
 *
 * @param transactionId unsigned
 * @param isSuccess whether the share of clients that passed every file is large enough
 * @param aborted why, in words; empty if it ran to its end
 * @param files octets of each
 * @param phases time spent in each
 * @param fileTimes from each file's first frame to the last report of a client, or to the end of
 *     the transfer if none reported
 */
public record MsuReport(
    int transactionId,
    boolean isSuccess,
    String aborted,
    List<Long> files,
    List<ClientReport> clients,
    MsuTotals totals,
    Map<MsuPhase, Duration> phases,
    List<Duration> fileTimes) {
  public MsuReport {
    files = List.copyOf(files);
    clients = List.copyOf(clients);
    phases = Map.copyOf(phases);
    fileTimes = List.copyOf(fileTimes);
  }

  /** Clients that have all files. */
  public long passed() {
    return clients.stream().filter(ClientReport::hasPassed).count();
  }

  /** Octets of file a second that reached the slowest client; 0 if nothing was sent. */
  public double goodput() {
    long octets = files.stream().limit(fileTimes.size()).mapToLong(Long::longValue).sum();
    long nanos = fileTimes.stream().mapToLong(Duration::toNanos).sum();
    return nanos == 0 ? 0 : octets * 1e9 / nanos;
  }
}
