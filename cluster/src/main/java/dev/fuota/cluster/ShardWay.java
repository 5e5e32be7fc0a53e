package dev.fuota.cluster;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;

/**
 * To cells in virtual time: Cluster Sharding knows where they are, and may move them. Few are asked
 * for at a time, so that none waits long for a thread.
 *
 * @param job whose cells
 */
record ShardWay(String job, ActorRef<ShardingEnvelope<CellMessage>> cells) implements Way {
  /** So many cells for each thread are asked for at a time. */
  private static final int AHEAD = 2;

  @Override
  public void tell(int cell, CellMessage message) {
    cells.tell(new ShardingEnvelope<>(CellPlace.id(job, cell), message));
  }

  @Override
  public int window(int threads) {
    return AHEAD * threads;
  }

  @Override
  public void onChange(ClusterEvent.ClusterDomainEvent event) {}
}
