package dev.fuota.drivers.board;

import java.util.List;
import java.util.OptionalInt;

/**
 * The wires between host and chip. All pins have the numbers of the processor (BCM), not those of
 * the header.
 *
 * @param spiBus 0 is the bus of {@code /dev/spidev0.0}
 * @param irq DIO1 of an SX126x, DIO0 of an SX127x
 * @param dio1 DIO1 of an SX127x; without it the driver looks for time-outs itself
 * @param busy BUSY of an SX126x, which works only with it
 * @param reset NRESET
 * @param rxEnable high while the chip receives
 * @param txEnable high while the chip sends
 * @param enable high always, as the supply of an antenna switch
 */
public record Pins(
    int spiBus,
    ChipSelect chipSelect,
    int irq,
    OptionalInt dio1,
    OptionalInt busy,
    OptionalInt reset,
    OptionalInt rxEnable,
    OptionalInt txEnable,
    List<Integer> enable) {

  /** Copies the list. */
  public Pins {
    enable = List.copyOf(enable);
  }

  /** An SX126x on bus 0, with no other pins. */
  public static Pins sx126x(ChipSelect select, int irq, int busy, int reset) {
    return new Pins(
        0,
        select,
        irq,
        OptionalInt.empty(),
        OptionalInt.of(busy),
        OptionalInt.of(reset),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of());
  }

  /** An SX127x on bus 0, with no other pins. */
  public static Pins sx127x(ChipSelect select, int dio0, int reset) {
    return new Pins(
        0,
        select,
        dio0,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.of(reset),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of());
  }

  /** The same with DIO1 of an SX127x. */
  public Pins withDio1(int pin) {
    return new Pins(
        spiBus, chipSelect, irq, OptionalInt.of(pin), busy, reset, rxEnable, txEnable, enable);
  }

  /** The same with a pin that is high while the chip receives. */
  public Pins withRxEnable(int pin) {
    return new Pins(
        spiBus, chipSelect, irq, dio1, busy, reset, OptionalInt.of(pin), txEnable, enable);
  }

  /** The same with a pin that is high while the chip sends. */
  public Pins withTxEnable(int pin) {
    return new Pins(
        spiBus, chipSelect, irq, dio1, busy, reset, rxEnable, OptionalInt.of(pin), enable);
  }

  /** The same with pins that are high always. */
  public Pins withEnable(Integer... pins) {
    return new Pins(spiBus, chipSelect, irq, dio1, busy, reset, rxEnable, txEnable, List.of(pins));
  }
}
