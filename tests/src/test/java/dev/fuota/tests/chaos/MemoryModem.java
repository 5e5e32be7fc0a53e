package dev.fuota.tests.chaos;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network as the device sees it, without frames. As a MAC does it drops multicast that is not
 * for a group whose session is open, on its channel, with its keys and in its counter window; all
 * else it passes on.
 */
final class MemoryModem implements DeviceLink {

  /** Where uplinks go; returns whether it came through, as an acknowledgement would tell. */
  @FunctionalInterface
  interface Sink {
    boolean onUplink(int fPort, byte[] payload);
  }

  private static final Duration UPLINK_TIME = Duration.ofMillis(2100);

  private final Ledger ledger;
  private final int maxPayload;
  private Sink sink = (fPort, payload) -> false;
  private @Nullable MemoryLink link;
  private long nextUnicast;

  /**
   * A modem without network.
   *
   * @param maxPayload octets that an uplink may have
   */
  MemoryModem(Ledger ledger, int maxPayload) {
    this.ledger = ledger;
    this.maxPayload = maxPayload;
  }

  void connect(Sink other) {
    sink = other;
  }

  @Override
  public LorawanLink start(Ports ports) {
    MemoryLink started = new MemoryLink(ports);
    link = started;
    ledger.onLinkStarted();
    return started;
  }

  @Override
  public void stop() {
    link = null;
  }

  /** A unicast downlink arrives. */
  void unicast(dev.fuota.server.port.Downlink downlink) {
    long fCnt = nextUnicast++;
    if (link != null) {
      link.deliver(downlink.fPort(), downlink.payload(), Downlink.UNICAST, fCnt);
    }
  }

  /** A multicast downlink arrives. */
  void multicast(
      DevAddr mcAddr,
      SessionKeys keys,
      long fCnt,
      dev.fuota.server.port.Downlink downlink,
      DownlinkChannel channel) {
    if (link != null) {
      link.accept(mcAddr, keys, fCnt, downlink, channel);
    }
  }

  /** From one start of the device to its next stop. */
  private final class MemoryLink implements LorawanLink {
    private final Ports ports;
    private final Map<Integer, MulticastGroup> groups = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private final Map<Integer, DownlinkChannel> open = new HashMap<>();
    private @Nullable Listener listener;
    private boolean sending;

    MemoryLink(Ports ports) {
      this.ports = ports;
    }

    void deliver(int fPort, Bytes payload, int groupId, long fCnt) {
      ports
          .device()
          .accept(
              () -> {
                if (listener != null) {
                  ledger.onDelivery(fPort, payload, groupId, fCnt);
                  listener.onDownlink(new Downlink(fPort, payload.toArray(), groupId, fCnt));
                  ledger.onDelivered();
                }
              });
    }

    void accept(
        DevAddr mcAddr,
        SessionKeys keys,
        long fCnt,
        dev.fuota.server.port.Downlink downlink,
        DownlinkChannel channel) {
      for (Map.Entry<Integer, DownlinkChannel> session : Map.copyOf(open).entrySet()) {
        MulticastGroup group = groups.get(session.getKey());
        if (group != null
            && group.mcAddr() == mcAddr.value()
            && session.getValue().equals(channel)
            && hasKeys(group, keys)
            && isNew(group, fCnt)) {
          last.put(group.groupId(), fCnt);
          deliver(downlink.fPort(), downlink.payload(), group.groupId(), fCnt);
        }
      }
    }

    private boolean hasKeys(MulticastGroup group, SessionKeys keys) {
      return Bytes.of(group.mcAppSKey()).equals(keys.appSKey().bytes())
          && Bytes.of(group.mcNwkSKey()).equals(keys.nwkSKey().bytes());
    }

    private boolean isNew(MulticastGroup group, long fCnt) {
      return fCnt >= group.minMcFCnt()
          && fCnt <= group.maxMcFCnt()
          && fCnt > last.getOrDefault(group.groupId(), group.lastFCnt());
    }

    @Override
    public void listen(Listener other) {
      listener = other;
      ledger.onListening();
    }

    @Override
    public boolean ready() {
      return !sending;
    }

    @Override
    public int maxPayload() {
      return maxPayload;
    }

    @Override
    public void send(int fPort, byte[] payload, boolean confirmed) {
      if (sending || payload.length > maxPayload) {
        throw new IllegalStateException("an uplink of " + payload.length + ", sending " + sending);
      }
      sending = true;
      ledger.onUplink(fPort, Bytes.of(payload));
      boolean arrives = sink.onUplink(fPort, payload);
      ports.timers().after(UPLINK_TIME, () -> onDone(confirmed && arrives));
    }

    private void onDone(boolean acknowledged) {
      sending = false;
      if (listener != null) {
        listener.onUplinkDone(acknowledged);
      }
    }

    @Override
    public void defineGroup(MulticastGroup group) {
      open.remove(group.groupId());
      groups.put(group.groupId(), group);
      last.remove(group.groupId());
      ledger.onGroup(group);
    }

    @Override
    public void deleteGroup(int groupId) {
      open.remove(groupId);
      groups.remove(groupId);
    }

    @Override
    public void openClassC(int groupId, int frequencyHz, int dataRate) {
      open.put(
          groupId, new DownlinkChannel(frequencyHz, Region.EU868.dataRate(dataRate).orElseThrow()));
    }

    @Override
    public void closeClassC(int groupId) {
      open.remove(groupId);
    }

    @Override
    public boolean supportsClassB() {
      return false;
    }

    @Override
    public void openClassB(int groupId, PingSession session) {
      throw new IllegalStateException("class B was not offered");
    }

    @Override
    public void closeClassB(int groupId) {
      throw new IllegalStateException("class B was not offered");
    }

    @Override
    public boolean supportsDataRate(int dataRate) {
      return Region.EU868.dataRate(dataRate).isPresent();
    }

    @Override
    public boolean supportsFrequency(int frequencyHz) {
      return Region.EU868.isFrequency(frequencyHz);
    }
  }
}
