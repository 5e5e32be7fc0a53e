package dev.fuota.drivers.board;

/**
 * What selects the chip on its SPI bus.
 *
 * @param gpio whether it is an ordinary pin, which the host has to drive around each transfer
 *     unless the device tree gave it to the SPI driver; else it is a line of the SPI controller
 * @param number BCM number of the pin, or the number of the controller's line: 0 is CE0
 */
public record ChipSelect(boolean gpio, int number) {

  public static ChipSelect ce(int line) {
    return new ChipSelect(false, line);
  }

  public static ChipSelect pin(int bcm) {
    return new ChipSelect(true, bcm);
  }

  /** As in CE0 or GPIO21. */
  @Override
  public String toString() {
    return (gpio ? "GPIO" : "CE") + number;
  }
}
