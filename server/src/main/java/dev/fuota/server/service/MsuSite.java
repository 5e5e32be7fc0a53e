package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.store.MemoryStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A local network on which campaigns run by Mass Software Upgrade. Its devices are named by their
 * IPv4 addresses and need no keys; it has no LoRaWAN, so nothing is ever sent or heard there.
 */
public interface MsuSite extends Network {

  /** Is told what comes in by unicast; the buffer is valid within the call only. */
  @FunctionalInterface
  interface Ear {
    void onDatagram(Ipv4 from, int port, ByteBuffer datagram);
  }

  /** How it sends. */
  MsuNetwork wire();

  /** Calls {@code ear}, and nobody else, from now on. */
  void listen(Ear ear);

  /** A clock that only runs forward, in nanoseconds from anywhere. */
  LongSupplier nanos();

  /** For Transaction IDs (MSU-049): a secure one where devices are real. */
  RandomGenerator random();

  /**
   * What a cycle is like here: groups, pace, waits, login and seal. Targets and the share that must
   * pass are the service's.
   *
   * @param version of the firmware that is offered; empty for a file that is none
   */
  MsuCampaign.Builder campaign(List<MsuFile> files, Optional<String> version);

  /** The region whose table reads the few parameters that count here; they are alike in all. */
  @Override
  default Region region() {
    return Region.EU868;
  }

  @Override
  default LorawanNetwork lorawan() {
    return NoLorawan.INSTANCE;
  }

  @Override
  default SessionCounters sessionCounters() {
    return new SessionCounters(new MemoryStore());
  }

  /** There are no keys to know. */
  @Override
  default void register(DeviceRegistration registration) {}
}
