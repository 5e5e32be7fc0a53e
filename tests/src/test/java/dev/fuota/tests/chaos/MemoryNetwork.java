package dev.fuota.tests.chaos;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
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
import java.util.random.RandomGenerator;

/**
 * The network as the server sees it, without frames: a message is either on its way or not. Frame
 * counters are given out on arrival, so that what comes late or twice looks new to the device.
 */
final class MemoryNetwork implements LorawanNetwork {
  private static final Duration TIME_ON_AIR = Duration.ofMillis(100);
  private static final int QUEUE_MAX = 16;
  private static final int SETUP_V2_LENGTH = 17;

  private final Simulation simulation;
  private final Courier courier;
  private final MemoryModem modem;
  private final DeviceId device;
  private final List<UplinkListener> listeners = new ArrayList<>();
  private final Map<DevAddr, Group> groups = new HashMap<>();
  private final List<Downlink> setups = new ArrayList<>();
  private int waiting;

  /** A multicast group. */
  private static final class Group {
    final SessionKeys keys;
    long next;

    Group(SessionKeys keys) {
      this.keys = keys;
    }
  }

  /** A network of one device. */
  MemoryNetwork(Simulation simulation, Courier courier, MemoryModem modem, DeviceId device) {
    this.simulation = simulation;
    this.courier = courier;
    this.modem = modem;
    this.device = device;
    modem.connect(this::onUplink);
  }

  private boolean onUplink(int fPort, byte[] payload) {
    Instant startedAt = simulation.instant();
    return courier.carry(
        courier.faults().lossUp(),
        () -> {
          Uplink uplink =
              new Uplink(device, fPort, Bytes.of(payload), startedAt, simulation.instant());
          List.copyOf(listeners).forEach(listener -> listener.onUplink(uplink));
        });
  }

  @Override
  public void listen(UplinkListener listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId to, Downlink downlink, SentListener listener) {
    if (!to.equals(device) || waiting == QUEUE_MAX) {
      return Optional.empty();
    }
    if (downlink.fPort() == Ledger.FRAGMENTATION_PORT
        && downlink.payload().length() == SETUP_V2_LENGTH) {
      setups.add(downlink);
    }
    double loss = courier.faults().lossDown();
    return Optional.of(queue(loss, listener, () -> modem.unicast(downlink)));
  }

  /** One of the session setups of version 2 that were sent so far. */
  Optional<Downlink> setupOfVersion2(RandomGenerator random) {
    return setups.isEmpty()
        ? Optional.empty()
        : Optional.of(setups.get(random.nextInt(setups.size())));
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
    Group known = groups.get(mcAddr);
    if (known == null || !known.keys.equals(keys)) {
      groups.put(mcAddr, new Group(keys));
    }
  }

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> members) {}

  @Override
  public void listening(
      List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {}

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return group(mcAddr).next;
  }

  private Group group(DevAddr mcAddr) {
    return Optional.ofNullable(groups.get(mcAddr)).orElseThrow(IllegalArgumentException::new);
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    Group group = group(mcAddr);
    double loss = courier.faults().lossMulticast();
    return Optional.of(
        queue(
            loss,
            listener,
            () -> modem.multicast(mcAddr, group.keys, group.next++, downlink, channel)));
  }

  private QueuedDownlink queue(double loss, SentListener listener, Runnable delivery) {
    Waiting queued = new Waiting(loss, listener, delivery);
    waiting++;
    simulation.after(courier.delay(), queued::go);
    return queued;
  }

  /** A downlink that is not on its way yet. */
  private final class Waiting implements QueuedDownlink {
    private final double loss;
    private final SentListener listener;
    private final Runnable delivery;
    private boolean isWaiting = true;

    Waiting(double loss, SentListener listener, Runnable delivery) {
      this.loss = loss;
      this.listener = listener;
      this.delivery = delivery;
    }

    @Override
    public boolean isWaiting() {
      return isWaiting;
    }

    @Override
    public void cancel() {
      if (isWaiting) {
        isWaiting = false;
        waiting--;
      }
    }

    void go() {
      if (!isWaiting) {
        return;
      }
      cancel();
      courier.carry(loss, delivery);
      if (!courier.happens(courier.faults().reportLoss())) {
        Sent sent = new Sent(simulation.instant(), TIME_ON_AIR, 1);
        simulation.after(TIME_ON_AIR, () -> listener.onSent(sent));
      }
    }
  }
}
