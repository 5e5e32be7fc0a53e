package dev.fuota.boot.torture;

/**
 * What one thread needs for its runs.
 *
 * @param subject used by this thread only
 */
record Worker(Stage stage, Subject subject, Judge judge) {
  static Worker of(Stage stage, Subject.Factory factory) {
    return new Worker(stage, factory.create(), new Judge(stage));
  }
}
