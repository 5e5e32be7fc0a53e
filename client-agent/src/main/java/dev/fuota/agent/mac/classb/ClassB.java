package dev.fuota.agent.mac.classb;

import dev.fuota.agent.mac.classb.Window.Kind;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a device of class B listens (LoRaWAN 1.0.4, sections 11 to 16).
 *
 * <pre>
 * OFF --acquire--> SEARCHING --beacon--> LOCKED --miss--> BEACON_LESS --120 min--> LOST
 *                      |                    ^------beacon------'                     |
 *                      '--nothing found--> LOST --------------acquire---------> SEARCHING
 * </pre>
 *
 * <p>Ping slots are given while there is a time that came from a beacon, LOCKED and BEACON_LESS. A
 * beacon is not authenticated: it counts only where it was awaited, with the time that was awaited,
 * and a network that tells another time, which is authenticated, is believed.
 *
 * <p>The owner asks for the {@link #next} window, opens it, and says what came of it. It looks at
 * {@link #state} behind each of these calls: LOST means class A.
 */
public final class ClassB {
  /** How long a device goes on without beacons. */
  public static final Duration BEACON_LESS_MAX = Duration.ofHours(2);

  /** How exactly a network tells the time (DeviceTimeAns). */
  static final Duration TIME_ERROR = Duration.ofMillis(100);

  /** How exactly a device notes when a frame ended, and opens its receiver. */
  static final Duration RECEIVER_ERROR = Duration.ofMillis(5);

  /** How wrong a time may be to be of use: less than the time that is reserved for a beacon. */
  private static final Duration USEFUL_ERROR = PingSlots.BEACON_RESERVED;

  private static final int MYSELF = -1;

  /** Where the device is. */
  public enum State {
    OFF,
    SEARCHING,
    LOCKED,
    BEACON_LESS,
    LOST
  }

  private final Region region;
  private final BeaconWatch beacons;
  private final int crystalPpm;

  /** By group; the device itself is {@link #MYSELF}. */
  private final Map<Integer, PingStream> streams = new TreeMap<>();

  private State state = State.OFF;
  private @Nullable NetworkClock clock;

  /** When the search, or the time without beacons, ends; by the device's clock. */
  private Instant until = Instant.MAX;

  private long lastBeacon = Window.ANY_TIME;

  /**
   * A device in class A.
   *
   * @param crystalPpm how wrong its crystal may be, millionths
   */
  public ClassB(Region region, int crystalPpm) {
    this.region = region;
    this.beacons = new BeaconWatch(region);
    this.crystalPpm = crystalPpm;
  }

  public State state() {
    return state;
  }

  /** When LOST comes unless there is a beacon before; by the device's clock. */
  public Optional<Instant> deadline() {
    return isWaiting() ? Optional.of(until) : Optional.empty();
  }

  /** The network said where its beacons are; 0: where the region has them. */
  public void beaconFrequency(int frequencyHz) {
    beacons.frequency(frequencyHz);
  }

  /**
   * Searches a beacon, unless there was one: for eight periods where beacons hop, else for one, if
   * no network time is known; at the times of beacons for two hours if it is.
   */
  public void acquire(Instant deviceNow) {
    if (state == State.OFF || state == State.LOST) {
      search(deviceNow);
    }
  }

  private void search(Instant deviceNow) {
    if (clock != null && clock.errorAt(deviceNow).compareTo(USEFUL_ERROR) > 0) {
      clock = null;
    }
    state = State.SEARCHING;
    lastBeacon = Window.ANY_TIME;
    until = deviceNow.plus(clock == null ? beacons.blindSearch() : BEACON_LESS_MAX);
  }

  /** Back to class A; the network time is kept. */
  public void stop() {
    state = State.OFF;
    streams.clear();
  }

  /**
   * The network told the time, to 0.1 s. If it disagrees with the beacons, they were not the
   * network's.
   *
   * @param network its time at {@code deviceNow}; UTC with the 18 leap seconds of 2017
   */
  public void time(Instant deviceNow, Instant network) {
    NetworkClock told =
        new NetworkClock(deviceNow, GpsTime.sinceEpoch(network), TIME_ERROR, crystalPpm);
    NetworkClock mine = clock;
    if (mine != null && hasBeaconTime()) {
      Duration apart = mine.gpsAt(deviceNow).minus(told.gps()).abs();
      if (apart.compareTo(TIME_ERROR.plus(mine.errorAt(deviceNow))) <= 0) {
        return;
      }
    }
    boolean anew = hasBeaconTime() || (state == State.SEARCHING && mine == null);
    clock = told;
    if (anew) {
      search(deviceNow);
    }
  }

  private boolean isWaiting() {
    return state == State.BEACON_LESS || state == State.SEARCHING;
  }

  private boolean hasBeaconTime() {
    return state == State.LOCKED || state == State.BEACON_LESS;
  }

  /** The device's own ping slots; the network knows the periodicity. */
  public void startUnicast(DevAddr devAddr, int periodicity, PingChannel channel) {
    streams.put(
        MYSELF,
        new PingStream(region, devAddr, OptionalInt.empty(), periodicity, channel, Duration.ZERO));
  }

  public void stopUnicast() {
    streams.remove(MYSELF);
  }

  /** The ping slots of a group, from the beacon on with which its session begins. */
  public void startGroup(int groupId, DevAddr mcAddr, PingSession session) {
    PingChannel channel = new PingChannel(session.frequencyHz(), session.dataRate());
    Duration begins = Duration.ofSeconds(session.gpsStart());
    streams.put(
        groupId,
        new PingStream(
            region, mcAddr, OptionalInt.of(groupId), session.periodicity(), channel, begins));
  }

  public void stopGroup(int groupId) {
    streams.remove(groupId);
  }

  /**
   * A frame came in a ping slot.
   *
   * @param groupId empty for a unicast frame
   * @param fPending whether another one follows: then this stream has priority
   */
  public void onFrame(OptionalInt groupId, boolean fPending) {
    PingStream stream = streams.get(groupId.orElse(MYSELF));
    if (stream != null) {
      stream.pending(fPending);
    }
  }

  /**
   * The next window that has not closed by then; it may have opened before, and is shorter then.
   */
  public Optional<Window> next(Instant deviceNow) {
    age(deviceNow);
    NetworkClock known = clock;
    if (state == State.OFF || state == State.LOST) {
      return Optional.empty();
    }
    if (known == null) {
      return Optional.of(beacons.blind(deviceNow, until));
    }
    Window beacon = beacons.next(known, deviceNow, lastBeacon);
    return Optional.of(
        ping(known, deviceNow).filter(it -> !beacon.opens().isBefore(it.closes())).orElse(beacon));
  }

  /** The ping slot that comes first; of several at one time the one with the highest priority. */
  private Optional<Window> ping(NetworkClock known, Instant deviceNow) {
    if (!hasBeaconTime()) {
      return Optional.empty();
    }
    Duration after = known.gpsAt(deviceNow).minus(known.errorAt(deviceNow));
    PingStream first = null;
    Duration slot = Duration.ZERO;
    for (PingStream stream : streams.values()) {
      Duration next = stream.next(after);
      next = known.isOver(next, deviceNow) ? stream.next(next) : next;
      int order = first == null ? -1 : next.compareTo(slot);
      if (order < 0
          || (order == 0
              && PingStream.PRIORITY.compare(stream, Objects.requireNonNull(first)) > 0)) {
        first = stream;
        slot = next;
      }
    }
    return first == null ? Optional.empty() : window(known, deviceNow, first, slot);
  }

  private Optional<Window> window(
      NetworkClock known, Instant deviceNow, PingStream stream, Duration slot) {
    long beacon = PingSlots.beaconBefore(slot.toMillis());
    Window window =
        Window.around(known, slot, Kind.PING, stream.channel(beacon), beacon, stream.groupId());
    return window.closes().isAfter(until) ? Optional.empty() : Optional.of(window.from(deviceNow));
  }

  /**
   * A beacon window heard something; it counts as a beacon only if everything fits.
   *
   * @param endedAt when its last symbol ended, by the device's clock
   */
  public void onBeacon(Window window, Bytes phy, Instant endedAt) {
    Instant began = endedAt.minus(beacons.airTime());
    Optional<Long> gpsSeconds = beacons.accept(window, phy);
    if (gpsSeconds.isEmpty()
        || began.isBefore(window.opens().minus(RECEIVER_ERROR))
        || began.isAfter(window.closes().plus(RECEIVER_ERROR))
        || !(isWaiting() || state == State.LOCKED)) {
      return;
    }
    Duration gps = Duration.ofSeconds(gpsSeconds.get()).plus(BeaconWatch.START);
    clock = new NetworkClock(began, gps, RECEIVER_ERROR, crystalPpm);
    state = State.LOCKED;
    lastBeacon = gpsSeconds.get();
    until = began.plus(BEACON_LESS_MAX);
  }

  /** A window closed and nothing had come. */
  public void onMissed(Window window) {
    if (window.kind() == Kind.BEACON && state == State.LOCKED) {
      state = State.BEACON_LESS;
    }
    age(window.closes());
  }

  /** What time alone does; a window that nobody opened is missed too. */
  private void age(Instant deviceNow) {
    NetworkClock known = clock;
    if (state == State.LOCKED && known != null) {
      Duration next = Duration.ofSeconds(lastBeacon).plus(PingSlots.BEACON_PERIOD);
      Instant latest = known.deviceAt(next).plus(known.errorAt(deviceNow));
      if (deviceNow.isAfter(latest.plus(beacons.airTime()))) {
        state = State.BEACON_LESS;
      }
    }
    if (isWaiting() && !deviceNow.isBefore(until)) {
      state = State.LOST;
    }
  }

  /** Whether a transmission and its receive windows leave the next beacon alone. */
  public boolean mayTransmit(Instant from, Duration length) { // MAC-080
    NetworkClock known = clock;
    if (known == null || state == State.OFF || state == State.LOST) {
      return true;
    }
    Window beacon = beacons.nextWhole(known, from, lastBeacon);
    return !from.plus(length).isAfter(beacon.opens());
  }
}
