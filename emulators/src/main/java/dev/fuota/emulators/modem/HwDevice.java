package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The end device inside of {@link HwModem}: this product's MAC on a radio, from the join to the
 * next reset. A reset ends the session; nonces stay in the modem's flash.
 */
final class HwDevice implements LorawanLink.Listener {
  private static final Duration JOIN_TRY = Duration.ofSeconds(20);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);
  private static final int DOWNLINKS_KEPT = 8;

  private final Radio radio;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final HwEvents events;
  private final HwNvm nvm = new HwNvm();
  private final ArrayDeque<Downlink> downlinks = new ArrayDeque<>();
  private Optional<Downlink> fetched = Optional.empty();
  private Optional<Instant> networkTime = Optional.empty();
  private Instant networkTimeAt = Instant.EPOCH;
  private @Nullable Mac mac;

  /** Whether an uplink waits or is under way. */
  private boolean sending;

  /** Timers of an earlier life do not run. */
  private int life;

  Optional<Region> region = Optional.empty();
  Optional<Eui> devEui = Optional.empty();
  Optional<Eui> joinEui = Optional.empty();
  Optional<AesKey> key = Optional.empty();

  /** The data rate that the host wants to stay; empty: the network sets it. */
  OptionalInt fixedRate = OptionalInt.empty();

  HwDevice(
      Radio radio,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      HwEvents events) {
    this.radio = radio;
    this.scheduler = scheduler;
    this.clock = clock;
    this.random = random;
    this.events = events;
  }

  Optional<Mac> mac() {
    return Optional.ofNullable(mac);
  }

  boolean isJoined() {
    return mac().filter(it -> it.activity() == LorawanLink.Activity.ACTIVE).isPresent();
  }

  /** The session is over, and all that came with it; settings as after power-up. */
  void reset() {
    leave();
    region = Optional.empty();
    devEui = Optional.empty();
    joinEui = Optional.empty();
    key = Optional.empty();
    fixedRate = OptionalInt.empty();
  }

  void leave() {
    life++;
    mac = null;
    sending = false;
    radio.listen(Deaf.RADIO);
    radio.sleep();
    downlinks.clear();
    fetched = Optional.empty();
    networkTime = Optional.empty();
    nvm.delete(NvmKey.SESSION.key());
  }

  /** Begins to join, and goes on until it has, or is told to leave. */
  HwResult join() {
    if (region.isEmpty() || devEui.isEmpty() || joinEui.isEmpty() || key.isEmpty()) {
      return HwResult.NOT_INITIALISED;
    }
    if (mac != null) {
      return HwResult.BUSY;
    }
    Activation activation =
        new Activation.Otaa(devEui.get(), joinEui.get(), new JoinKeys(key.get()));
    int mine = ++life;
    Mac started =
        new Mac(
            config(region.get(), activation),
            radio,
            nvm,
            clock,
            (delay, action) -> scheduler.after(delay, () -> inLife(mine, action)),
            random);
    started.listen(this);
    mac = started;
    scheduler.after(JOIN_TRY, () -> inLife(mine, () -> onJoinTry(mine)));
    return HwResult.OK;
  }

  private MacConfig config(Region in, Activation activation) {
    MacConfig usual =
        MacConfig.of(in, activation)
            .withHabits(MacHabits.USUAL.withJoinSpread(Duration.ofSeconds(1)));
    return fixedRate.isPresent() ? usual.withDataRate(fixedRate.getAsInt(), false) : usual;
  }

  private void inLife(int mine, Runnable action) {
    if (mine == life) {
      action.run();
    }
  }

  private void onJoinTry(int mine) {
    if (!isJoined()) {
      events.add(HwEvents.JOIN_FAIL);
      scheduler.after(JOIN_TRY, () -> inLife(mine, () -> onJoinTry(mine)));
    }
  }

  /** Takes one uplink at a time, and sends it when the duty cycle allows that. */
  HwResult send(int fPort, byte[] payload, boolean confirmed) {
    if (!isJoined() || mac == null) {
      return HwResult.FAIL;
    }
    if (sending) {
      return HwResult.BUSY;
    }
    sending = true;
    Mac by = mac;
    transmit(by, life, () -> by.send(fPort, payload, confirmed), payload.length);
    return HwResult.OK;
  }

  /** What does not fit is reported as not sent. */
  private void transmit(Mac by, int mine, Runnable transmission, int length) {
    if (!by.ready()) {
      scheduler.after(
          ASK_AGAIN, () -> inLife(mine, () -> transmit(by, mine, transmission, length)));
    } else if (length > by.maxPayload()) {
      sending = false;
      events.add(HwEvents.TX_DONE, (byte) 0);
    } else {
      transmission.run();
    }
  }

  static MulticastGroup group(int id, byte[] config) {
    return new MulticastGroup(
        id,
        Bytes.of(config).asBuffer().getInt(),
        Arrays.copyOfRange(config, 20, 36),
        Arrays.copyOfRange(config, 4, 20),
        0,
        0xffff_ffffL,
        MulticastGroup.NONE);
  }

  /** How many wait behind it, its length, and the payload. */
  HwAnswer nextDownlink() {
    Downlink next = downlinks.poll();
    if (next == null) {
      return HwAnswer.of(HwResult.FAIL);
    }
    fetched = Optional.of(next);
    byte[] payload = next.payload();
    byte[] data = new byte[2 + payload.length];
    data[0] = (byte) downlinks.size();
    data[1] = (byte) payload.length;
    System.arraycopy(payload, 0, data, 2, payload.length);
    return HwAnswer.ok(data);
  }

  /** The downlink that was fetched last. */
  Optional<Downlink> fetched() {
    return fetched;
  }

  /** The network's time of now. */
  Optional<Instant> networkTime() {
    return networkTime.map(then -> then.plus(Duration.between(networkTimeAt, clock.instant())));
  }

  @Override
  public void onDownlink(Downlink downlink) {
    if (downlinks.size() < DOWNLINKS_KEPT) {
      downlinks.add(downlink);
      events.add(HwEvents.DOWN_DATA);
    }
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    sending = false;
    events.add(HwEvents.TX_DONE, (byte) (acknowledged ? 2 : 1));
  }

  @Override
  public void onActivated() {
    events.add(HwEvents.JOINED);
  }

  @Override
  public void onNetworkTime(Instant now) {
    networkTime = Optional.of(now);
    networkTimeAt = clock.instant();
    events.add(HwEvents.MAC_TIME);
  }

  @Override
  public void onLinkCheck(int marginDb, int gateways) {
    events.add(HwEvents.LINK_CHECK, (byte) marginDb, (byte) gateways);
  }

  @Override
  public void onBeaconLost() {
    events.add(HwEvents.CLASS_B_STATUS, (byte) 0);
  }

  /** Hears nothing of a radio whose MAC is gone. */
  private enum Deaf implements Radio.Listener {
    RADIO;

    @Override
    public void onTransmitted(Duration ago) {}

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {}

    @Override
    public void onReceiveTimeout() {}
  }
}
