package dev.fuota.server.campaign;

import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.Timers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What the steps of a campaign share.
 *
 * @param stages is told of each stage that begins
 * @param changed to be called when a step may be over for another reason than an uplink
 */
record CampaignContext(
    CampaignParameters parameters,
    CampaignPlan plan,
    CutFile firmware,
    CampaignGroup group,
    Fleet fleet,
    ExchangeRunner runner,
    MulticastSender sender,
    LorawanNetwork network,
    SessionCounters sessionCounters,
    InstantSource clock,
    Timers timers,
    Consumer<Stage> stages,
    Runnable changed) {

  Instant now() {
    return clock.instant();
  }
}
