package dev.fuota.boot.qemu;

/** How a boot in QEMU went. */
public sealed interface QemuResult {

  /** Why there is no outcome; names are stable. */
  enum Reason {
    /** There is no QEMU on the path. */
    NOT_INSTALLED,
    /** The slot does not hold a well-formed image. */
    NO_IMAGE,
    /** The operating system refused. */
    CANNOT_START,
    /** The firmware runs for ever. */
    TIME_LIMIT,
    /** The firmware prints for ever. */
    TOO_MUCH_OUTPUT,
    /** Somebody interrupted the waiting thread. */
    INTERRUPTED
  }

  /**
   * The machine ran and ended.
   *
   * @param output what came out of the UART, and QEMU's own complaints
   * @param exitStatus 0 as the firmware says; 134 if the core locked up
   */
  record Ran(String output, int exitStatus) implements QemuResult {}

  /**
   * The machine did not run to its end.
   *
   * @param sentence for a person, without a line break
   */
  record Failed(Reason reason, String sentence) implements QemuResult {}
}
