package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
import dev.fuota.protocol.lorawan.command.ForceRejoinReq;
import dev.fuota.protocol.lorawan.command.LinkCheckReq;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The MAC of a LoRaWAN end device, 1.0.3, 1.0.4 or 1.1: it joins or was personalised, is in class A
 * or C, has ping slots of class B if it asks for them, and hears multicast class B and C sessions.
 *
 * <p>It is put together of {@link Core} (how the device stands), {@link Transceiver} (who has the
 * radio), {@link Joiner} and {@link Rejoiner} (sessions), {@link Uplinks}, {@link Hearing}, {@link
 * MacCommandDuty} and {@link BeaconDuty}. Everything that must not be used twice is in flash before
 * it is used.
 */
public final class Mac implements LorawanLink {
  private final Core core;
  private final Transceiver radio;
  private final Uplinks uplinks;
  private final Hearing hearing;
  private final @Nullable Joiner joiner;
  private final @Nullable Rejoiner rejoiner;
  private final MulticastSessions multicast = new MulticastSessions();

  /** Made when class B is first asked for, or when there is a time for it to keep. */
  private @Nullable BeaconDuty beacons;

  /**
   * Takes up a session where the last reset left it, or begins to join.
   *
   * @param nvm has counters, nonces and the session
   * @param random chooses channels and waiting times
   */
  public Mac(
      MacConfig config,
      Radio radio,
      Nvm nvm,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    Whole whole = new Parts();
    SessionStore store = new SessionStore(new Records(nvm));
    this.core = new Core(config, store, clock, scheduler, random);
    this.radio = new Transceiver(radio, core, whole);
    this.uplinks = new Uplinks(core, this.radio, whole);
    this.hearing = new Hearing(core, multicast, uplinks, whole);
    if (config.activation() instanceof Activation.Otaa device) {
      this.joiner = new Joiner(core, device, this.radio, whole);
      boolean rejoins = config.version() == LorawanVersion.V1_1;
      this.rejoiner = rejoins ? new Rejoiner(core, device, this.radio, uplinks, whole) : null;
    } else {
      this.joiner = null; // a personalised device has one session in its life
      this.rejoiner = null;
    }
    if (config.pingPeriodicity().isPresent()) {
      beacons();
    }
    if (core.session().isEmpty()) {
      join();
    } else {
      this.radio.refresh();
      classB().ifPresent(BeaconDuty::onSession);
      uplinks.resume();
    }
  }

  /** What becomes of what the parts ask and tell. */
  private final class Parts implements Whole {
    @Override
    public boolean mayTransmit(Duration length) {
      return beacons == null || beacons.mayTransmit(length);
    }

    @Override
    public Optional<LoraChannel> background() {
      return multicast.channel().or(core::rxc);
    }

    @Override
    public boolean hear(Heard heard) {
      return hearing.hear(heard);
    }

    @Override
    public void onActivated() {
      radio.refresh();
      uplinks.giveSignOfLife(); // by it the network knows that the session is taken
      classB().ifPresent(BeaconDuty::onSession);
    }

    @Override
    public void onUplinkOver() {
      radio.refresh(); // what the network said may have moved RXC
      if (core.session().filter(Session::isSpent).isPresent()) {
        join();
        return;
      }
      if (rejoiner != null) {
        rejoiner.onUplink();
      }
      classB().ifPresent(BeaconDuty::onUplink);
    }

    @Override
    public void onNetworkTime(Instant network) {
      beacons().onNetworkTime(network);
      core.listener().onNetworkTime(network);
    }

    @Override
    public void onPingSlotsKnown() {
      classB().ifPresent(BeaconDuty::onPingSlotInfoAns);
    }

    @Override
    public void onForceRejoin(ForceRejoinReq request) {
      if (rejoiner != null) {
        rejoiner.force(request);
      }
    }
  }

  private BeaconDuty beacons() {
    if (beacons == null) {
      beacons = new BeaconDuty(core, radio, uplinks, hearing);
    }
    return beacons;
  }

  /** Empty as long as nobody needs class B. */
  private Optional<BeaconDuty> classB() {
    return Optional.ofNullable(beacons);
  }

  private void join() {
    if (joiner != null) {
      joiner.begin();
    }
  }

  /**
   * Asks the network for a new session while the present one goes on; only in LoRaWAN 1.1.
   *
   * @param type of the rejoin-request, 0..2
   */
  public void rejoin(int type) {
    if (rejoiner != null) {
      rejoiner.ask(type);
    }
  }

  /** Has the next uplink ask how well it is heard; {@link Listener#onLinkCheck} follows. */
  public void requestLinkCheck() {
    core.desk.ask(new LinkCheckReq());
  }

  /**
   * Changes the class of the device, which its network must be told of by other means; in LoRaWAN
   * 1.1 it is told, and class C holds from its consent on.
   */
  public void become(DeviceClass other) {
    core.become(other);
    radio.refresh();
  }

  /** Has the device send an uplink of its own soon, unless the application sends one before. */
  public void speakSoon() {
    uplinks.giveSignOfLife();
  }

  /** Whether neither an uplink nor a join is on the air, and no receive window is to come. */
  public boolean isIdle() {
    return uplinks.isIdle();
  }

  /** How long the duty cycle still forbids every uplink; zero if it does not. */
  public Duration closedFor() {
    Instant now = core.now();
    return Duration.between(now, core.plan().freeAt(now));
  }

  /** Index of the data rate of uplinks in the region's table. */
  public int uplinkRate() {
    return core.plan().rate().index();
  }

  @Override
  public void listen(Listener other) {
    core.listen(other);
  }

  @Override
  public Activity activity() {
    if (joiner != null && joiner.isExhausted()) {
      return Activity.EXHAUSTED;
    }
    return core.session().isPresent() ? Activity.ACTIVE : Activity.JOINING;
  }

  @Override
  public boolean ready() {
    return uplinks.isReady();
  }

  @Override
  public int maxPayload() {
    return uplinks.maxPayload();
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    if (!ready()) {
      throw new IllegalStateException(
          "no session, an uplink is under way, or the duty cycle forbids one");
    }
    uplinks.send(fPort, Bytes.of(payload), confirmed);
  }

  @Override
  public void requestTime() {
    core.desk.ask(new DeviceTimeReq());
  }

  @Override
  public void defineGroup(MulticastGroup group) {
    closeClassB(group.groupId());
    multicast.define(group);
    radio.refresh();
  }

  @Override
  public void deleteGroup(int groupId) {
    closeClassB(groupId);
    multicast.delete(groupId);
    radio.refresh();
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    core.config
        .region()
        .downlinkRate(dataRate)
        .ifPresent(
            rate ->
                multicast.open(
                    groupId,
                    new LoraChannel(frequencyHz, rate.spreadingFactor(), rate.bandwidthHz())));
    radio.refresh();
  }

  @Override
  public void closeClassC(int groupId) {
    multicast.close(groupId);
    radio.refresh();
  }

  @Override
  public boolean supportsClassB() {
    return true;
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    multicast
        .group(groupId)
        .filter(group -> supportsDataRate(session.dataRate()))
        .ifPresent(group -> beacons().openGroup(groupId, group.mcAddr(), session));
  }

  @Override
  public void closeClassB(int groupId) {
    classB().ifPresent(duty -> duty.closeGroup(groupId));
  }

  @Override
  public boolean supportsDataRate(int dataRate) {
    return core.config.region().downlinkRate(dataRate).isPresent();
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return core.config.region().isFrequency(frequencyHz);
  }
}
