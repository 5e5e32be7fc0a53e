package dev.fuota.agent.event;

/** What became of a data fragment of a session that the device has. */
public enum Reception {
  /** It brought something new and is kept in flash. */
  STORED,
  /** It brought nothing new, or the block is complete already. */
  REDUNDANT,
  /** It brought something new, but the matrix has no row left for it. */
  MEMORY_EXCEEDED,
  /** It brought something new, but flash could not keep it. */
  NOT_KEPT
}
