package dev.fuota.server.campaign;

import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.Timers;
import java.time.InstantSource;

/** What a campaign uses of the world. */
public record CampaignPorts(
    LorawanNetwork network, InstantSource clock, Timers timers, CampaignListener listener) {}
