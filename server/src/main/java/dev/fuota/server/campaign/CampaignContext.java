package dev.fuota.server.campaign;

import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.Timers;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the steps of a campaign share.
 *
 * @param unicast in which requests to one device are sent
 * @param watcher sees what becomes of participants
 * @param changed to be called when a step may be over for another reason than an uplink
 * @param save to be called when {@link CampaignState} has changed
 */
record CampaignContext(
    CampaignParameters parameters,
    CampaignPlan plan,
    Job job,
    CampaignGroup group,
    Fleet fleet,
    ExchangeRunner runner,
    MulticastSender sender,
    UnicastRequest.Environment unicast,
    ExchangeRunner.Watcher watcher,
    CampaignPorts ports,
    Runnable changed,
    Runnable save) {

  Instant now() {
    return ports.clock().instant();
  }

  InstantSource clock() {
    return ports.clock();
  }

  Timers timers() {
    return ports.timers();
  }

  LorawanNetwork network() {
    return ports.network();
  }

  SessionCounters sessionCounters() {
    return ports.sessionCounters();
  }

  CampaignListener listener() {
    return ports.listener();
  }

  Pacer pacer() {
    return unicast.pacer();
  }

  /** The file; only in campaigns that have one. */
  CutFile file() {
    return job.file().orElseThrow();
  }

  boolean isUnicast() {
    return parameters.delivery() == Delivery.UNICAST && job.file().isPresent();
  }

  int needed() {
    return fleet.needed();
  }
}
