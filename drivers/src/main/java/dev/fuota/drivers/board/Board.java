package dev.fuota.drivers.board;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a chip is wired to its host. None of the known boards has been tried: their pins are from
 * their makers and from projects that use them.
 *
 * @param name what a configuration calls it, as {@code waveshare-sx1262}
 * @param title what its maker calls it
 */
public record Board(String name, String title, Chip chip, Pins pins, BoardOptions options) {
  /** The boards that go on the header of a Raspberry Pi. */
  public static final List<Board> KNOWN = KnownBoards.all();

  /** Refuses wiring with which the chip cannot be driven. */
  public Board {
    if (chip.isSx126x() && pins.busy().isEmpty()) {
      throw new IllegalArgumentException("an " + chip + " cannot be driven without its BUSY pin");
    }
    if (pins.reset().isEmpty()) {
      throw new IllegalArgumentException("the RESET pin is missing");
    }
  }

  /** Finds a known board by its name, in any case. */
  public static Optional<Board> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return KNOWN.stream().filter(board -> board.name().equals(wanted)).findFirst();
  }

  /**
   * Why something that is sold for LoRa on a Raspberry Pi is no board here.
   *
   * @return a sentence that says what to do instead; empty for names that nobody knows
   */
  public static Optional<String> whyNot(String name) {
    return NoBoards.whyNot(name);
  }

  /** The same board with other things around its chip. */
  public Board with(BoardOptions other) {
    return new Board(name, title, chip, pins, other);
  }

  /**
   * What the chip has to give for a power that is to be radiated: no more than the chip, the board
   * and the amplifier allow, and never more than was asked for unless the chip cannot give less.
   *
   * @param eirpDbm what the region or the network allows
   */
  public int chipPowerDbm(int eirpDbm) {
    int wanted = eirpDbm - options.antennaGainDbi() - options.amplifierGainDb();
    int most = Math.min(chip.maxPowerDbm(), options.maxPowerDbm());
    return Math.max(chip.minPowerDbm(), Math.min(most, wanted));
  }
}
