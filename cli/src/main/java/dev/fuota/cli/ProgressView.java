package dev.fuota.cli;

/** Shows how far long work is. */
interface ProgressView extends AutoCloseable {

  /** Shows nothing. */
  ProgressView NONE = (share, doing) -> {};

  /**
   * Work went on.
   *
   * @param share 0..1 of the whole, never falling
   * @param doing what is going on, a few words
   */
  void show(double share, String doing);

  @Override
  default void close() {}
}
