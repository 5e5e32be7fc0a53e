package dev.fuota.boot.torture;

/** Is told how far a torture is; called by the thread that runs it. */
@FunctionalInterface
public interface Watcher {

  /** Looks away. */
  Watcher NONE = progress -> {};

  void progress(Progress progress);

  /**
   * How far it is.
   *
   * @param doing as {@code pairs of cuts}
   * @param whole 0..1 of everything, about
   * @param runs so far, of all scenarios
   */
  record Progress(Scenario scenario, String doing, double whole, long runs) {}
}
