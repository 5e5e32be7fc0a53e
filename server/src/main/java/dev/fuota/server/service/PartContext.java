package dev.fuota.server.service;

import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.Timers;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the parts of a campaign share.
 *
 * @param campaign its id
 * @param parameters with the service's defaults
 * @param watcher is told what happens in a part
 */
record PartContext(
    long campaign,
    CampaignRequest request,
    Map<String, String> parameters,
    Map<String, NetworkFront> networks,
    Registry registry,
    Groups groups,
    Files files,
    CampaignStore store,
    Ledger ledger,
    InstantSource clock,
    Timers timers,
    Watcher watcher) {

  /** Is told what happens in a part. */
  interface Watcher {

    /** Something looks different. */
    void onChange();

    /** A part is over. */
    void onEnd();

    /** The number of the next change of a device. */
    int nextRevision();
  }
}
