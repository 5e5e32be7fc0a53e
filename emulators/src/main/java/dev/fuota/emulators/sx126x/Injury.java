package dev.fuota.emulators.sx126x;

/** What can be wrong with a chip, or with the wires to it. */
public enum Injury {
  /** BUSY never goes low, and nothing is done. */
  BUSY_STUCK,
  /** Nothing is connected, and the wires read low. */
  ABSENT_00,
  /** Nothing is connected, and the wires read high. */
  ABSENT_FF,
  /** The system refuses every transfer. */
  SPI_ERROR,
  /** The oscillator does not start; what needs it fails. */
  XOSC_FAILED,
  /** The next rising edge of DIO1 is not noticed; the level is right. Once. */
  LOST_IRQ,
  /** The supply fails for a moment: the chip forgets everything and starts again. Once. */
  BROWN_OUT,
  /** The next frame has a wrong payload CRC. Once. */
  CRC_ERROR,
  /** The next frame has a wrong header. Once. */
  HEADER_ERROR
}
