package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.command.DownCommand;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;

/**
 * Steers a device to the highest data rate, then to the lowest power, that leaves a margin: the
 * usual algorithm of network servers, in steps of 3 dB from the best SNR of the last uplinks.
 */
final class Adr { // MAC-096
  private static final double MARGIN_DB = 10;
  private static final double STEP_DB = 3;
  private static final double FSK_REQUIRED_DB = 5;
  private static final int TRANS_MAX = 3;

  private final NetworkSettings settings;
  private final Region region;

  Adr(NetworkSettings settings) {
    this.settings = settings;
    this.region = settings.region();
  }

  /** The SNR at which a data rate is just received. */
  static double requiredSnrDb(DataRate rate) {
    return rate.isFsk() ? FSK_REQUIRED_DB : -7.5 - 2.5 * (rate.spreadingFactor() - 7);
  }

  /**
   * What to ask of a device.
   *
   * @param current data rate of its last uplink
   * @param asked whether it wants any answer (ADRACKReq)
   */
  List<DownCommand> ask(AdrState state, DataRate current, boolean asked) {
    if (!state.isFull() && !asked) {
      return List.of();
    }
    int rate = current.index();
    int power = state.txPower();
    int steps = state.isFull() ? steps(state, current) : 0;
    for (; steps > 0 && rate < highestRate(); steps--) {
      rate++;
    }
    for (; steps > 0 && power < region.txPowerMax(); steps--) {
      power++;
    }
    for (; steps < 0 && power > 0; steps++) {
      power--;
    }
    int trans = state.isFull() ? trans(state) : state.nbTrans();
    boolean same = rate == current.index() && power == state.txPower() && trans == state.nbTrans();
    if (same && !asked) {
      return List.of();
    }
    state.ask(power, trans);
    return commands(rate, power, trans);
  }

  private static int steps(AdrState state, DataRate current) {
    double margin = state.bestSnr().orElse(0) - requiredSnrDb(current) - MARGIN_DB;
    return (int) Math.floor(margin / STEP_DB);
  }

  private static int trans(AdrState state) {
    double loss = state.lossPercent();
    if (loss < 5) {
      return Math.max(1, state.nbTrans() - 1);
    }
    if (loss < 10) {
      return state.nbTrans();
    }
    return loss < 30 ? Math.min(TRANS_MAX, state.nbTrans() + 1) : TRANS_MAX;
  }

  /** The highest rate that all the default channels allow. */
  private int highestRate() {
    return region.defaultChannels().get(0).maxRate();
  }

  private List<DownCommand> commands(int rate, int power, int trans) {
    if (!region.fixedChannels()) {
      int channels = region.defaultChannels().size() + settings.channelsHz().size();
      return List.of(new LinkAdrReq(power, rate, (1 << channels) - 1, trans, 0));
    }
    if (settings.subBand() == 0) {
      return List.of(new LinkAdrReq(power, rate, 0xff, trans, 6)); // all narrow ones, and these
    }
    int band = settings.subBand() - 1;
    return List.of(
        new LinkAdrReq(power, rate, 1 << band, trans, 7), // no narrow one, one wide one
        new LinkAdrReq(power, rate, 0xff << (8 * (band % 2)), trans, band / 2));
  }
}
