package dev.fuota.cli.io;

/** Shows how far long work is. */
public interface ProgressView extends AutoCloseable {

  /** Shows nothing. */
  ProgressView NONE = (share, doing) -> {};

  /**
   * Work went on.
   *
   * @param share 0..1 of the whole, never falling
   * @param doing what is going on, a few words
   */
  void show(double share, String doing);

  /**
   * Whether {@link #show} would change anything that is seen now; to be asked by who has to think
   * long about the words, a million times in a run.
   */
  default boolean isDue(double share) {
    return true;
  }

  @Override
  default void close() {}
}
