package dev.fuota.server.campaign;

import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.Timers;
import java.time.InstantSource;

/**
 * What a campaign uses of the world.
 *
 * @param keeper keeps what must outlive the process
 * @param sessionCounters of all campaigns with these devices
 */
public record CampaignPorts(
    LorawanNetwork network,
    InstantSource clock,
    Timers timers,
    SessionCounters sessionCounters,
    CampaignListener listener,
    CampaignKeeper keeper) {

  /** Of a campaign that ends with its process. */
  public CampaignPorts(
      LorawanNetwork network,
      InstantSource clock,
      Timers timers,
      SessionCounters sessionCounters,
      CampaignListener listener) {
    this(network, clock, timers, sessionCounters, listener, CampaignKeeper.NONE);
  }
}
