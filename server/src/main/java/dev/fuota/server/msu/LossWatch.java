package dev.fuota.server.msu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What share of a file's frames each client misses, smoothed over chunks, and who misses so much
 * more than the others that the complaints of his chunks are no longer for everybody's good.
 *
 * <p>A client that does not complain about a chunk has missed nothing of it; that is worked out
 * when it complains again, so clients without loss cost nothing.
 */
final class LossWatch { // MSU-X36
  private static final double WEIGHT = 0.25;
  private static final double OUTLIER = 0.5;
  private static final int OUTLIER_CHUNKS = 10;
  private static final double USUAL = 0.05;

  private final Clients clients;
  private final Map<ClientRecord, Share> shares = new HashMap<>();
  private final Set<ClientRecord> suspects = new HashSet<>();
  private long ordinal;
  private double worst;

  private static final class Share {
    private long seen;
    private double before;
    private double smoothed;
    private int high;

    double at(long ordinal) {
      return smoothed * Math.pow(1 - WEIGHT, (double) (ordinal - seen));
    }

    void observe(long ordinal, double share) {
      if (ordinal != seen) {
        before = at(ordinal - 1);
        high = before > OUTLIER ? (int) (high + ordinal - 1 - seen) : 0;
        seen = ordinal;
        smoothed = 0;
      }
      boolean wasHigh = smoothed > OUTLIER;
      smoothed = before * (1 - WEIGHT) + share * WEIGHT;
      boolean isHigh = smoothed > OUTLIER;
      high += (isHigh ? 1 : 0) - (wasHigh ? 1 : 0);
    }
  }

  LossWatch(Clients clients) {
    this.clients = clients;
  }

  /** A chunk is about to be sent. */
  void nextChunk() {
    ordinal++;
    suspects.clear();
    worst *= 1 - WEIGHT;
  }

  /**
   * What a client misses of this chunk; the last one said counts.
   *
   * @param share 0..1
   */
  void observe(ClientRecord client, double share) {
    Share of = shares.computeIfAbsent(client, c -> new Share());
    of.observe(ordinal, share);
    worst = Math.max(worst, of.smoothed);
    if (of.high >= OUTLIER_CHUNKS) {
      suspects.add(client);
    }
  }

  /** The largest smoothed share of all clients. */
  double worst() {
    return worst;
  }

  /** The chunk's first window is over: takes their right to sequence complaints from outliers. */
  void judge() {
    if (!suspects.isEmpty() && medianIsUsual()) {
      suspects.forEach(client -> client.file().exclude());
    }
  }

  private boolean medianIsUsual() {
    long lossy =
        shares.entrySet().stream()
            .filter(e -> e.getKey().isConnected() && e.getValue().at(ordinal) >= USUAL)
            .count();
    return 2 * lossy < clients.connected();
  }
}
