package dev.fuota.cluster;

import org.apache.pekko.cluster.ClusterEvent;

/** What a run is told. */
sealed interface RunMessage {
  /** A cell said something. */
  record Heard(CellReply reply) implements RunMessage {}

  /** A node came, fell silent or is gone. */
  record Changed(ClusterEvent.ClusterDomainEvent event) implements RunMessage {}

  /** Time to ask again. */
  enum Beat implements RunMessage {
    INSTANCE
  }

  /** Cells that were told to end had the time to answer. */
  enum Enough implements RunMessage {
    INSTANCE
  }

  /** The user wants to end. */
  enum Stop implements RunMessage {
    INSTANCE
  }
}
