package dev.fuota.drivers.board;

import java.util.Optional;

/**
 * What is around a chip.
 *
 * @param tcxo empty: a crystal
 * @param dio2AsRfSwitch whether DIO2 of an SX126x sets the antenna switch
 * @param dcDc whether the coil of the DC-DC regulator is there; else the linear regulator is used
 * @param maxPowerDbm the most that the chip may give, dBm
 * @param amplifierGainDb of an amplifier behind the chip; 0: there is none. Where it falls as the
 *     power rises, this is the largest, so that nothing radiates more than it is asked to
 * @param antennaGainDbi of the antenna, less the loss of its cable
 */
public record BoardOptions(
    Optional<Tcxo> tcxo,
    boolean dio2AsRfSwitch,
    boolean dcDc,
    int maxPowerDbm,
    int amplifierGainDb,
    int antennaGainDbi) {
  private static final int ANTENNA_DBI = 2; // a quarter wave on a small ground plane

  /** A chip with a crystal and pins or nothing at all for the antenna switch. */
  public static BoardOptions of(Chip chip) {
    return new BoardOptions(
        Optional.empty(), false, chip.isSx126x(), chip.maxPowerDbm(), 0, ANTENNA_DBI);
  }

  /** The same with the usual TCXO. */
  public BoardOptions withTcxo() {
    return withTcxo(Optional.of(Tcxo.usual()));
  }

  /** The same with another oscillator. */
  public BoardOptions withTcxo(Optional<Tcxo> other) {
    return new BoardOptions(
        other, dio2AsRfSwitch, dcDc, maxPowerDbm, amplifierGainDb, antennaGainDbi);
  }

  /** The same with DIO2 at the antenna switch. */
  public BoardOptions withDio2Switch() {
    return new BoardOptions(tcxo, true, dcDc, maxPowerDbm, amplifierGainDb, antennaGainDbi);
  }

  /** The same with an amplifier. */
  public BoardOptions withAmplifier(int gainDb, int maxChipPowerDbm) {
    return new BoardOptions(tcxo, dio2AsRfSwitch, dcDc, maxChipPowerDbm, gainDb, antennaGainDbi);
  }

  /** The same with another antenna. */
  public BoardOptions withAntenna(int gainDbi) {
    return new BoardOptions(tcxo, dio2AsRfSwitch, dcDc, maxPowerDbm, amplifierGainDb, gainDbi);
  }
}
