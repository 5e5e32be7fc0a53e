package dev.fuota.boot.torture;

/** Ends a run in which a rule was broken. */
final class Breach extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Violation violation;

  Breach(Violation violation, String detail) {
    super(detail, null, false, false);
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
