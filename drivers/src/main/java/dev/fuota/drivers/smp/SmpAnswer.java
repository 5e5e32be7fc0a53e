package dev.fuota.drivers.smp;

/** What became of a request. */
public sealed interface SmpAnswer {

  /** The target did it. */
  record Done(Cbor.Fields body) implements SmpAnswer {}

  /**
   * The target refused.
   *
   * @param busy whether it may do it later
   * @param unsupported whether it does not have the command
   * @param sentence what it said
   */
  record Refused(boolean busy, boolean unsupported, String sentence) implements SmpAnswer {}

  /**
   * No answer came, however often it was asked.
   *
   * @param sentence with what was heard instead, if anything was
   */
  record Silent(String sentence) implements SmpAnswer {}
}
