package dev.fuota.fleet.air;

import java.util.Set;

/**
 * What a gateway's receiver is able to do.
 *
 * @param frequenciesHz carriers that it hears; all if empty
 * @param demodulators how many frames at once
 * @param antennaGainDbi of reception; a transmission's power has it in it
 * @param noiseFigureDb of the receiver
 */
public record StationSettings(
    Set<Integer> frequenciesHz,
    Demodulators demodulators,
    double antennaGainDbi,
    double noiseFigureDb) {

  /** A receiver without limits. */
  public static final StationSettings IDEAL =
      new StationSettings(Set.of(), Demodulators.UNLIMITED, 0, LinkModel.NOISE_FIGURE_DB);

  public StationSettings {
    frequenciesHz = Set.copyOf(frequenciesHz);
  }

  /** The same with other channels. */
  public StationSettings hearing(Set<Integer> carriersHz) {
    return new StationSettings(carriersHz, demodulators, antennaGainDbi, noiseFigureDb);
  }

  /** The same with other demodulators. */
  public StationSettings with(Demodulators limit) {
    return new StationSettings(frequenciesHz, limit, antennaGainDbi, noiseFigureDb);
  }

  boolean hears(int frequencyHz) {
    return frequenciesHz.isEmpty() || frequenciesHz.contains(frequencyHz);
  }
}
