package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A LoRaWAN network as an application server sees it. */
public interface LorawanNetwork {
  /** Octets of a unicast payload at most: as many as the slowest rate of a device can carry. */
  int UNICAST_PAYLOAD_MAX = 51;

  /** All uplinks go to {@code listener} too from now on, in the order in which listeners came. */
  void listen(UplinkListener listener);

  /**
   * Queues a unicast downlink. A Class A device gets it after its next uplink, or after the last
   * one if its windows are still ahead.
   *
   * @return empty if the device is unknown or its queue is full
   */
  Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener);

  /**
   * Defines a multicast group. Defining it again with the same keys keeps its counter; other keys
   * start a new one.
   */
  void defineGroup(DevAddr mcAddr, SessionKeys keys);

  /**
   * Says which devices are to hear the group, so that the network knows its gateways.
   *
   * @param members none: everybody
   * @throws IllegalArgumentException if the group is not defined
   */
  void members(DevAddr mcAddr, Set<DeviceId> members);

  /**
   * Says that devices listen on a channel for some time, and hear nothing else then but what comes
   * behind their uplinks: they are in a multicast session of class C (TS005). What was said of them
   * before does not hold any more.
   */
  void listening(List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until);

  /**
   * The counter of the group's next frame.
   *
   * @throws IllegalArgumentException if the group is not defined
   */
  long nextMcFCnt(DevAddr mcAddr);

  /**
   * Queues a frame to a group. The channel says whether its members listen all the time (class C)
   * or in ping slots (class B).
   *
   * @return empty if the queue is full
   * @throws IllegalArgumentException if the group is not defined
   */
  Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener);
}
