package dev.fuota.conformance.device;

import dev.fuota.agent.mac.GroupReceiver;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A LoRaWAN link of the region EU868 with classes A, B and C and without a radio: uplinks take no
 * time and are always acknowledged if that was asked for.
 */
public final class ScriptedLink implements LorawanLink {
  private static final int PAYLOAD_MAX = 242;

  private final Simulation world;
  private final Map<Integer, MulticastGroup> groups = new TreeMap<>();
  private final Map<Integer, GroupReceiver> receivers = new TreeMap<>();
  private final List<Window> windows = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private @Nullable Listener listener;
  private int maxPayload = PAYLOAD_MAX;
  private boolean busy;
  private long unicastCounter;
  private long multicastCounter;

  ScriptedLink(Simulation world) {
    this.world = world;
  }

  /** The device was reset: its link knows no group any more, and nobody listens. */
  void reset() {
    windows.replaceAll(window -> window.isOpen() ? window.closedAt(now()) : window);
    groups.clear();
    receivers.clear();
    listener = null;
    busy = false;
  }

  /** All uplinks so far. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** All times of listening so far, in the order of their beginning. */
  public List<Window> windows() {
    return List.copyOf(windows);
  }

  /** What the device told the link of a group. */
  public Optional<MulticastGroup> group(int groupId) {
    return Optional.ofNullable(groups.get(groupId));
  }

  /** Any group that is defined; group 0 if none is. */
  public int someGroup() {
    return groups.keySet().stream().findFirst().orElse(0);
  }

  public void setMaxPayload(int octets) {
    maxPayload = octets;
  }

  /** A downlink that some link already opened, by unicast. */
  public void receive(int fPort, Bytes payload) {
    deliver(new Downlink(fPort, payload.toArray(), Downlink.UNICAST, unicastCounter++));
  }

  /** A downlink that some link already opened, for a multicast group. */
  public void receive(int fPort, Bytes payload, int groupId) {
    deliver(new Downlink(fPort, payload.toArray(), groupId, multicastCounter++));
  }

  /**
   * A multicast frame is on the air.
   *
   * @return whether the link listened there, and took it
   */
  public boolean receive(Bytes phyPayload, int frequencyHz, int dataRate) {
    Optional<DataFrame> frame = DataFrame.decode(phyPayload).value();
    for (Window window : windows) {
      if (window.isOpen() && window.dataRate() == dataRate && hears(window, frequencyHz)) {
        Optional<Downlink> accepted =
            frame.flatMap(
                heard ->
                    Optional.ofNullable(receivers.get(window.groupId()))
                        .flatMap(receiver -> receiver.accept(heard)));
        if (accepted.isPresent()) {
          deliver(accepted.get());
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hears(Window window, int frequencyHz) {
    int listens = window.frequencyHz() == 0 ? Region.EU868.rx2FrequencyHz() : window.frequencyHz();
    return listens == frequencyHz;
  }

  private void deliver(Downlink downlink) {
    if (listener != null) {
      listener.onDownlink(downlink);
    }
  }

  private Instant now() {
    return world.instant();
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  @Override
  public boolean ready() {
    return !busy;
  }

  @Override
  public int maxPayload() {
    return maxPayload;
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    sent.add(new Sent(now(), fPort, Bytes.of(payload), confirmed));
    busy = true;
    Listener sender = listener;
    world.after(
        Duration.ZERO,
        () -> {
          busy = false;
          if (sender != null && sender.equals(listener)) {
            sender.onUplinkDone(confirmed);
          }
        });
  }

  @Override
  public void defineGroup(MulticastGroup group) {
    close(group.groupId());
    groups.put(group.groupId(), group);
    receivers.put(group.groupId(), new GroupReceiver(group));
  }

  @Override
  public void deleteGroup(int groupId) {
    close(groupId);
    groups.remove(groupId);
    receivers.remove(groupId);
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    open(groupId, frequencyHz, dataRate, Optional.empty());
  }

  @Override
  public void closeClassC(int groupId) {
    close(groupId);
  }

  @Override
  public boolean supportsClassB() {
    return true;
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    open(groupId, session.frequencyHz(), session.dataRate(), Optional.of(session.periodicity()));
  }

  @Override
  public void closeClassB(int groupId) {
    close(groupId);
  }

  private void open(int groupId, int frequencyHz, int dataRate, Optional<Integer> periodicity) {
    close(groupId);
    windows.add(new Window(groupId, frequencyHz, dataRate, periodicity, now(), Optional.empty()));
  }

  private void close(int groupId) {
    windows.replaceAll(
        window -> window.groupId() == groupId && window.isOpen() ? window.closedAt(now()) : window);
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
