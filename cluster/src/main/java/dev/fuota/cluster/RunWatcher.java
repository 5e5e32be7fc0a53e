package dev.fuota.cluster;

/** Sees how far a run is. */
interface RunWatcher {
  /** Cells are done. */
  void onCells(int done, int all);

  /** Something about a node that a person wants to know. */
  void onNode(String sentence);
}
