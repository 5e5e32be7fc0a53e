package dev.fuota.cluster;

import org.apache.pekko.cluster.ClusterEvent;

/** The way from a run to its cells; belongs to the run's actor. */
interface Way {
  /** Tells a cell something; it may get lost. */
  void tell(int cell, CellMessage message);

  /**
   * How many cells are asked for at a time.
   *
   * @param threads of all nodes, 0 if there is none
   */
  int window(int threads);

  /** A node came, fell silent or is gone. */
  void onChange(ClusterEvent.ClusterDomainEvent event);
}
