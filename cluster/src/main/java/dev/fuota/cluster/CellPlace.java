package dev.fuota.cluster;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Where cells are: each in a shard, which the cluster gives to the node that has fewest. */
final class CellPlace {
  /** The role of nodes that run cells. */
  static final String ROLE = "cells";

  /** More than nodes and threads, so that they can be shared evenly. */
  private static final int SHARDS = 240;

  private static final EntityTypeKey<CellMessage> KEY =
      EntityTypeKey.create(CellMessage.class, "cell");

  private CellPlace() {}

  /** Under which the cluster knows a cell. */
  static String id(String job, int cell) {
    return job + "-" + cell;
  }

  /** Opens the way to all cells; a node that has the role runs its share with {@code cells}. */
  static ActorRef<ShardingEnvelope<CellMessage>> open(
      ActorSystem<?> system, String node, Cells cells) {
    return ClusterSharding.get(system)
        .init(
            Entity.of(KEY, context -> CellEntity.create(context.getEntityId(), node, cells::run))
                .withRole(ROLE)
                .withMessageExtractor(new ByCell()));
  }

  /** Neighbouring cells are in different shards. */
  private static final class ByCell
      extends ShardingMessageExtractor<ShardingEnvelope<CellMessage>, CellMessage> {
    @Override
    public String entityId(ShardingEnvelope<CellMessage> envelope) {
      return envelope.entityId();
    }

    @Override
    public String shardId(String entityId) {
      String cell = entityId.substring(entityId.lastIndexOf('-') + 1);
      return cell.matches("\\d{1,9}") ? String.valueOf(Integer.parseInt(cell) % SHARDS) : "0";
    }

    @Override
    public CellMessage unwrapMessage(ShardingEnvelope<CellMessage> envelope) {
      return envelope.message();
    }
  }
}
