package dev.fuota.server.service;

import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.Timers;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What the service uses of the world.
 *
 * @param networks by their names
 * @param store what it knew before; whoever else writes there does so on the same thread
 * @param clock stands still within a turn of the loop
 * @param random draws keys: a {@link java.security.SecureRandom} wherever keys matter
 */
public record ServicePorts(
    Map<String, Network> networks,
    CampaignStore store,
    InstantSource clock,
    Timers timers,
    RandomGenerator random,
    FirmwareWorkshop workshop,
    ServiceSettings settings) {
  public ServicePorts {
    networks = Collections.unmodifiableMap(new TreeMap<>(networks));
  }
}
