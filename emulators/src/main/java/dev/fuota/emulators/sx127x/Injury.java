package dev.fuota.emulators.sx127x;

/** What can be wrong with a chip, or with the wires to it. */
public enum Injury {
  /** Nothing is connected, and the wires read low. */
  ABSENT_00,
  /** Nothing is connected, and the wires read high. */
  ABSENT_FF,
  /** The system refuses every transfer. */
  SPI_ERROR,
  /** The chip takes what is written and does nothing: no transmission ends, no window does. */
  MODE_STUCK,
  /** Nothing that is written is kept. */
  WRITE_PROTECTED,
  /** The next rising edge of DIO0 or DIO1 is not noticed; the level is right. Once. */
  LOST_IRQ,
  /** The supply fails for a moment: the chip forgets everything and starts again. Once. */
  BROWN_OUT,
  /** The next frame has a wrong payload CRC. Once. */
  CRC_ERROR
}
