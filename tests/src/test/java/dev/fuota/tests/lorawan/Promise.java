package dev.fuota.tests.lorawan;

/** What must hold whatever happens. */
final class Promise {
  private Promise() {}

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of the tests
  static void require(boolean holds, String otherwise, Object... details) {
    if (!holds) {
      throw new AssertionError(String.format(otherwise, details));
    }
  }
}
