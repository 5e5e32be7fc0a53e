package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eu868;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.network.DeviceSession.Authentication;
import dev.fuota.server.network.DeviceSession.Outgoing;
import dev.fuota.server.network.ReceiveWindows.Window;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.Gateway;
import dev.fuota.server.port.GatewayFrame;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small LoRaWAN 1.0.x network server for ABP devices in EU868.
 *
 * <p>An uplink is authenticated, handed to the listeners, and then answered: with what they or
 * others have queued for the device, with the acknowledgement of a confirmed uplink, or not at all.
 * The answer is given to the gateway ahead of time, for RX1 if transmitter and duty cycle allow,
 * else for RX2, else it waits for the next uplink. A downlink that is queued while a window is
 * still ahead is placed at once.
 *
 * <p>A repeated uplink opens its windows again and is acknowledged again, since the device repeats
 * it only because it heard nothing; the listeners see it once.
 */
public final class NetworkServer implements LorawanNetwork {
  /** Payloads of unicast downlinks must fit every data rate, because RX2 has the lowest. */
  public static final int UNICAST_PAYLOAD_MAX = Eu868.RX2_DATA_RATE.maxPayload();

  private final InstantSource clock;
  private final Transmitter transmitter;
  private final MulticastQueue multicastQueue;
  private final Map<DevAddr, DeviceSession> devices = new HashMap<>();
  private final Map<DevAddr, GroupSession> groups = new HashMap<>();
  private final List<UplinkListener> listeners = new ArrayList<>();
  private final Map<Drop, Long> drops = new EnumMap<>(Drop.class);
  private long uplinks;
  private long rx1Frames;
  private long rx2Frames;

  /** A network without devices behind one gateway. */
  public NetworkServer(Gateway gateway, InstantSource clock, Timers timers) {
    this.clock = clock;
    this.transmitter = new Transmitter(gateway, clock);
    this.multicastQueue = new MulticastQueue(transmitter, clock, timers);
    for (Drop drop : Drop.values()) {
      drops.put(drop, 0L);
    }
  }

  /**
   * Registers a device activated by personalisation, its counters at their beginning.
   *
   * @throws IllegalArgumentException if the address is taken
   */
  public void register(DevAddr devAddr, SessionKeys keys) {
    if (devices.putIfAbsent(devAddr, new DeviceSession(devAddr, keys)) != null) {
      throw new IllegalArgumentException(devAddr + " is registered already");
    }
  }

  /**
   * The gateway heard a frame.
   *
   * @param receivedAt end of its last symbol
   */
  public void onUplink(Bytes phyPayload, int frequencyHz, DataRate dataRate, Instant receivedAt) {
    Optional<DataFrame> decoded = DataFrame.decode(phyPayload).value();
    if (decoded.isEmpty()) {
      drop(Drop.MALFORMED);
      return;
    }
    DataFrame frame = decoded.get();
    DeviceSession device = devices.get(frame.devAddr());
    if (!frame.type().isDataUp()) {
      drop(Drop.NOT_AN_UPLINK);
    } else if (device == null) {
      drop(Drop.UNKNOWN_ADDRESS);
    } else {
      onFrame(device, frame, new ReceiveWindows(receivedAt, frequencyHz, dataRate));
    }
  }

  private void onFrame(DeviceSession device, DataFrame frame, ReceiveWindows windows) {
    Authentication authentication = device.authenticate(frame);
    authentication.drop().ifPresent(this::drop);
    if (authentication.payload().isPresent()) {
      uplinks++;
      device.open(windows, frame.type().isConfirmed());
      deliver(uplink(frame, authentication.payload().get(), windows));
      answer(device);
    } else if (isRepetition(device, authentication, windows)) {
      device.open(windows, frame.type().isConfirmed());
      answer(device);
    }
  }

  /** A device repeats a frame after its windows; what comes sooner is a second copy of one. */
  private static boolean isRepetition(
      DeviceSession device, Authentication authentication, ReceiveWindows windows) {
    return authentication.drop().equals(Optional.of(Drop.DUPLICATE))
        && !windows.uplinkEnd().isBefore(device.lastUplinkEnd().plus(Eu868.RECEIVE_DELAY2));
  }

  private static Uplink uplink(DataFrame frame, Bytes payload, ReceiveWindows windows) {
    Instant end = windows.uplinkEnd();
    Instant start =
        end.minus(TimeOnAir.of(windows.uplinkDataRate(), frame.phyPayload().length(), true));
    return new Uplink(frame.devAddr(), frame.fPort(), payload, start, end);
  }

  private void deliver(Uplink uplink) {
    listeners.forEach(listener -> listener.onUplink(uplink));
  }

  private void drop(Drop drop) {
    drops.merge(drop, 1L, Long::sum);
  }

  /** Uses a window of the device that is still ahead and free, if there is something to send. */
  private void answer(DeviceSession device) {
    if (device.windows().isEmpty() || !device.hasSomethingToSend()) {
      return;
    }
    ReceiveWindows windows = device.windows().get();
    if (isFree(windows.rx1(), device.nextLength())) {
      rx1Frames++;
      send(device.next(), windows.rx1());
    } else if (isFree(windows.rx2(), device.nextLength())) {
      rx2Frames++;
      send(device.next(), windows.rx2());
    }
  }

  private boolean isFree(Window window, int length) {
    return Eu868.subBand(window.frequencyHz()).isPresent()
        && !window.start().isBefore(clock.instant())
        && transmitter.isFree(window.start(), window.dataRate(), length, window.frequencyHz());
  }

  private void send(Outgoing outgoing, Window window) {
    transmitter.send(
        outgoing.phyPayload(),
        window.start(),
        window.dataRate(),
        window.frequencyHz(),
        outgoing.listener());
  }

  /** The gateway has sent a frame that it was given; called at the end of the transmission. */
  public void onTransmitted(GatewayFrame frame) {
    transmitter.onTransmitted(frame);
  }

  @Override
  public void listen(UplinkListener listener) {
    listeners.add(listener);
  }

  /**
   * Queues a unicast downlink.
   *
   * @throws IllegalArgumentException if the payload is longer than {@link #UNICAST_PAYLOAD_MAX}
   */
  @Override
  public Optional<QueuedDownlink> send(DevAddr devAddr, Downlink downlink, SentListener listener) {
    if (downlink.payload().length() > UNICAST_PAYLOAD_MAX) {
      throw new IllegalArgumentException(
          "a unicast payload has at most " + UNICAST_PAYLOAD_MAX + " octets");
    }
    DeviceSession device = devices.get(devAddr);
    if (device == null) {
      return Optional.empty();
    }
    Optional<QueuedDownlink> queued = device.offer(downlink, listener);
    answer(device);
    return queued;
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
    GroupSession group = groups.get(mcAddr);
    if (group == null || !group.has(keys)) {
      groups.put(mcAddr, new GroupSession(mcAddr, keys));
    }
  }

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return group(mcAddr).nextMcFCnt();
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    if (downlink.payload().length() > channel.dataRate().maxPayload()) {
      throw new IllegalArgumentException(
          "a payload at DR"
              + channel.dataRate().index()
              + " has at most "
              + channel.dataRate().maxPayload()
              + " octets");
    }
    return multicastQueue.offer(group(mcAddr), downlink, channel, listener);
  }

  private GroupSession group(DevAddr mcAddr) {
    GroupSession group = groups.get(mcAddr);
    if (group == null) {
      throw new IllegalArgumentException("no multicast group " + mcAddr);
    }
    return group;
  }

  /** What happened so far. */
  public NetworkStatistics statistics() {
    return new NetworkStatistics(
        uplinks, drops, rx1Frames, rx2Frames, multicastQueue.frames(), transmitter.timeOnAir());
  }
}
