package dev.fuota.boot.mcuboot;

/** The C library would stop here: a failed assertion, a loop without end, a fault on reading. */
final class Panic extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Panic(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  static void unless(boolean holds, String reason) {
    if (!holds) {
      throw new Panic(reason);
    }
  }
}
