package dev.fuota.conformance;

/** A known-answer file is not what its schema says; ends the run of this file. */
final class MalformedInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  MalformedInput(String place, String sentence) {
    super(sentence);
    this.place = place;
  }

  String place() {
    return place;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
