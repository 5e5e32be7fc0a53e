package dev.fuota.fleet.air;

import dev.fuota.hal.radio.LoraChannel;

/** Whoever stands behind a gateway's antenna. */
@FunctionalInterface
public interface StationListener {

  /**
   * An uplink has ended now and was heard.
   *
   * @param phyPayload a copy of its own
   * @param rssiDbm power of signal and noise together
   * @param snrDb -22..14
   */
  void onHeard(LoraChannel channel, byte[] phyPayload, int rssiDbm, double snrDb);
}
