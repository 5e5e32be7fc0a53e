package dev.fuota.server.msu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The clients that a stream still has to serve. */
final class StreamPeers {
  private static final double OUTLIER_LOSS = 0.5;
  private static final double USUAL_LOSS = 0.05;

  private final Map<ClientRecord, StreamPeer> peers = new HashMap<>();

  /** The client's record here; a client that came late gets one when it is heard. */
  StreamPeer of(ClientRecord client, long now) {
    return peers.computeIfAbsent(client, c -> new StreamPeer(now));
  }

  void remove(ClientRecord client) {
    peers.remove(client);
  }

  /** Whether all have every frame, and only their results are to come. */
  boolean areComplete() {
    return peers.values().stream().allMatch(StreamPeer::isComplete);
  }

  int size() {
    return peers.size();
  }

  /**
   * The newest Poll that all have answered who are waited for. Clients that are silent for long are
   * not; but if no other is left, what they answered last holds the stream: it must not run on to
   * nobody.
   */
  int answered(int newestPoll, long now) {
    int least = Integer.MAX_VALUE;
    int silent = -1;
    for (StreamPeer peer : peers.values()) {
      if (peer.counts(newestPoll, now)) {
        least = Math.min(least, peer.answered());
      } else if (!peer.isComplete()) {
        silent = Math.max(silent, peer.answered());
      }
    }
    if (least != Integer.MAX_VALUE) {
      return least;
    }
    return silent < 0 ? newestPoll : silent;
  }

  /** The smallest receive buffer of those that told theirs, in datagrams; 0 if nobody did. */
  int room(int newestPoll, long now) {
    int least = 0;
    for (StreamPeer peer : peers.values()) {
      if (peer.room() > 0 && peer.counts(newestPoll, now)) {
        least = least == 0 ? peer.room() : Math.min(least, peer.room());
      }
    }
    return least;
  }

  /** Whether a receive buffer has overflowed since this was asked last. */
  boolean takeOverflow() {
    boolean any = false;
    for (StreamPeer peer : peers.values()) {
      any |= peer.takeOverflow();
    }
    return any;
  }

  /** The worst loss; a client that is far worse than usual is not counted (MSU-X36). */
  double worstLoss() {
    double[] losses = peers.values().stream().mapToDouble(StreamPeer::loss).sorted().toArray();
    if (losses.length == 0) {
      return 0;
    }
    if (losses[losses.length / 2] >= USUAL_LOSS) {
      return losses[losses.length - 1];
    }
    return Arrays.stream(losses).filter(loss -> loss <= OUTLIER_LOSS).max().orElse(0);
  }
}
