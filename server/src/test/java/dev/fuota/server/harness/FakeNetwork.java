package dev.fuota.server.harness;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A network in the test's hands: it sends nothing and reports nothing by itself. */
public final class FakeNetwork implements LorawanNetwork {
  private final VirtualTime time;
  private final List<UplinkListener> listeners = new ArrayList<>();
  private final List<Given> unicast = new ArrayList<>();
  private final List<Given> multicast = new ArrayList<>();
  private boolean reportsMulticast = true;
  private Set<DeviceId> members = Set.of();
  private Optional<DownlinkChannel> channel = Optional.empty();

  /** A downlink that the network was given. */
  public static final class Given implements QueuedDownlink {
    private final DeviceId to;
    private final Instant at;
    private final Downlink downlink;
    private final SentListener listener;
    private boolean cancelled;
    private boolean sent;

    Given(DeviceId to, Instant at, Downlink downlink, SentListener listener) {
      this.to = to;
      this.at = at;
      this.downlink = downlink;
      this.listener = listener;
    }

    public DeviceId to() {
      return to;
    }

    public Instant at() {
      return at;
    }

    public Downlink downlink() {
      return downlink;
    }

    @Override
    public boolean isWaiting() {
      return !sent && !cancelled;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    public boolean isCancelled() {
      return cancelled;
    }
  }

  private final Map<DeviceId, Listening> listening = new HashMap<>();

  /** What was said of where a device listens. */
  public record Listening(DownlinkChannel channel, Instant from, Instant until) {}

  public FakeNetwork(VirtualTime time) {
    this.time = time;
  }

  /** Unicast downlinks, in the order in which they were given. */
  public List<Given> unicast() {
    return List.copyOf(unicast);
  }

  public List<Given> multicast() {
    return List.copyOf(multicast);
  }

  /** Who hears the group, as the network was told last. */
  public Set<DeviceId> members() {
    return members;
  }

  /** Where the last multicast frame was to be sent. */
  public Optional<DownlinkChannel> channel() {
    return channel;
  }

  public void doNotReportMulticast() {
    reportsMulticast = false;
  }

  /** Forgets what it was given, as a network does whose frames are all on air. */
  public void forget() {
    unicast.clear();
    multicast.clear();
  }

  public void reportSent(Given given) {
    given.sent = true;
    given.listener.onSent(new Sent(time.instant(), Duration.ofMillis(50), 30));
  }

  public void reportAllSent() {
    unicast().stream().filter(given -> !given.cancelled).forEach(this::reportSent);
  }

  public void uplink(DeviceId device, int fPort, Bytes payload) {
    uplink(device, fPort, payload, Duration.ZERO);
  }

  /** An uplink that was on air for {@code timeOnAir} up to now. */
  public void uplink(DeviceId device, int fPort, Bytes payload, Duration timeOnAir) {
    Instant now = time.instant();
    Uplink uplink = new Uplink(device, fPort, payload, now.minus(timeOnAir), now);
    listeners.forEach(listener -> listener.onUplink(uplink));
  }

  public void uplink(DeviceId device, int fPort, Command command) {
    uplink(device, fPort, command.encode());
  }

  @Override
  public void listen(UplinkListener listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    Given given = new Given(device, time.instant(), downlink, listener);
    unicast.add(given);
    return Optional.of(given);
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {}

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> hearers) {
    members = Set.copyOf(hearers);
  }

  @Override
  public void listening(
      List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {
    devices.forEach(device -> listening.put(device, new Listening(channel, from, until)));
  }

  /** Where a device listens, as it was said last. */
  public Listening listening(DeviceId device) {
    return Optional.ofNullable(listening.get(device)).orElseThrow();
  }

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return 17;
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel onChannel, SentListener listener) {
    Given given = new Given(DeviceId.of(mcAddr), time.instant(), downlink, listener);
    multicast.add(given);
    channel = Optional.of(onChannel);
    if (reportsMulticast) {
      time.after(Duration.ofMillis(50), () -> reportSent(given));
    }
    return Optional.of(given);
  }
}
