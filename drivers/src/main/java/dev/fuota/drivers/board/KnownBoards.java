package dev.fuota.drivers.board;

import static dev.fuota.drivers.board.ChipSelect.ce;
import static dev.fuota.drivers.board.ChipSelect.pin;

import java.util.List;

/** The table of {@link Board#KNOWN}. */
final class KnownBoards {
  private static final BoardOptions SX1262 = BoardOptions.of(Chip.SX1262);
  private static final BoardOptions SX1276 = BoardOptions.of(Chip.SX1276);

  /** An Ebyte module for 1 W: 8 dB at its full power, taken to be 10 dB below it. */
  private static final int EBYTE_1W_GAIN_DB = 10;

  /** The Zebra HAT for 1 W reaches it with 18 dBm. */
  private static final int ZEBRA_1W_GAIN_DB = 12;

  private static final int ZEBRA_1W_CHIP_DBM = 18;

  private KnownBoards() {}

  static List<Board> all() {
    return List.of(
        new Board(
            "waveshare-sx1262",
            "Waveshare SX1262 LoRaWAN/GNSS HAT",
            Chip.SX1262,
            Pins.sx126x(pin(21), 16, 20, 18).withEnable(6),
            SX1262.withDio2Switch()),
        new Board(
            "waveshare-pico-adapter",
            "Waveshare Pico-LoRa-SX1262 on a Pico-to-Pi adapter",
            Chip.SX1262,
            Pins.sx126x(pin(21), 16, 20, 18),
            SX1262.withDio2Switch().withTcxo()),
        new Board(
            "meshadv",
            "MeshAdv Pi HAT (E22-900M30S, 1 W)",
            Chip.SX1262,
            Pins.sx126x(pin(21), 16, 20, 18).withTxEnable(13).withRxEnable(12),
            SX1262.withTcxo().withAmplifier(EBYTE_1W_GAIN_DB, Chip.SX1262.maxPowerDbm())),
        new Board(
            "pimesh-1w",
            "PiMesh-1W V1 (E22-900M30S)",
            Chip.SX1262,
            Pins.sx126x(pin(21), 16, 20, 18).withTxEnable(13).withRxEnable(12),
            SX1262.withTcxo().withAmplifier(EBYTE_1W_GAIN_DB, Chip.SX1262.maxPowerDbm())),
        new Board(
            "meshadv-mini",
            "MeshAdv Mini (E22-900M22S)",
            Chip.SX1262,
            Pins.sx126x(ce(0), 16, 20, 24).withRxEnable(12),
            SX1262.withDio2Switch().withTcxo()),
        new Board(
            "rak6421-slot1",
            "RAK6421 Pi HAT with RAK13300 in slot 1",
            Chip.SX1262,
            Pins.sx126x(ce(0), 22, 24, 16).withEnable(12, 13),
            SX1262.withDio2Switch().withTcxo()),
        new Board(
            "rak6421-slot2",
            "RAK6421 Pi HAT with RAK13300 in slot 2",
            Chip.SX1262,
            Pins.sx126x(ce(1), 18, 19, 24).withEnable(26, 23),
            SX1262.withDio2Switch().withTcxo()),
        new Board(
            "nebra-1w",
            "Nebra HAT, 1 W",
            Chip.SX1262,
            Pins.sx126x(ce(0), 22, 4, 18).withRxEnable(25),
            SX1262
                .withDio2Switch()
                .withTcxo()
                .withAmplifier(EBYTE_1W_GAIN_DB, Chip.SX1262.maxPowerDbm())),
        new Board(
            "zebra-1w",
            "Zebra HAT, 1 W",
            Chip.SX1262,
            Pins.sx126x(pin(24), 22, 27, 17),
            SX1262.withDio2Switch().withTcxo().withAmplifier(ZEBRA_1W_GAIN_DB, ZEBRA_1W_CHIP_DBM)),
        new Board(
            "adafruit-rfm95w",
            "Adafruit LoRa radio bonnet with RFM95W",
            Chip.SX1276,
            Pins.sx127x(ce(1), 22, 25).withDio1(23),
            SX1276),
        new Board(
            "elecrow-rfm95",
            "Elecrow LoRa RFM95 IOT board",
            Chip.SX1276,
            Pins.sx127x(ce(1), 25, 22),
            SX1276),
        new Board(
            "dragino-lora-gps",
            "Dragino LoRa/GPS HAT v1.3 and later",
            Chip.SX1276,
            Pins.sx127x(pin(25), 4, 17).withDio1(23),
            SX1276),
        new Board(
            "dragino-lora-gps-v1.2",
            "Dragino LoRa/GPS HAT before v1.3, without DIO1",
            Chip.SX1276,
            Pins.sx127x(pin(25), 4, 17),
            SX1276));
  }
}
