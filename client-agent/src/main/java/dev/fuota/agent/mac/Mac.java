package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.mac.classb.ClassB;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
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
  /** The longest request and its windows. */
  private static final Duration JOIN_WINDOWS = Duration.ofSeconds(10);

  private final Core core;
  private final Transceiver radio;
  private final Uplinks uplinks;
  private final Hearing hearing;
  private final Rejoiner rejoiner;
  private final BeaconDuty beacons;
  private final @Nullable Joiner joiner;
  private final MulticastSessions multicast = new MulticastSessions();

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
    SessionStore store = new SessionStore(new Records(nvm));
    this.core = new Core(config, store, clock, scheduler, random);
    this.radio =
        new Transceiver(
            radio,
            scheduler,
            clock,
            new WindowTiming(config.habits().clockError()),
            this::background,
            this::hear);
    ClassB classB = BeaconDuty.classB(config);
    this.uplinks =
        new Uplinks(
            core,
            this.radio,
            length -> classB.mayTransmit(core.now(), length),
            this::onNetworkTime,
            this::onUplinkOver);
    this.rejoiner =
        new Rejoiner(
            core,
            this.radio,
            () -> uplinks.isIdle() && classB.mayTransmit(core.now(), JOIN_WINDOWS),
            this::onActivated);
    MacCommandDuty duty = new MacCommandDuty(core, uplinks, rejoiner, this::onPingSlotsKnown);
    this.hearing = new Hearing(core, multicast, duty, uplinks);
    this.beacons = new BeaconDuty(core, this.radio, uplinks, hearing, classB);
    uplinks.hearBy(hearing);
    rejoiner.hearBy(hearing::hear);
    this.joiner =
        config.activation() instanceof Activation.Otaa device
            ? new Joiner(
                core,
                device,
                this.radio,
                () -> classB.mayTransmit(core.now(), JOIN_WINDOWS),
                hearing::hear,
                this::onActivated)
            : null;
    if (core.session().isEmpty()) {
      join();
    } else {
      this.radio.refresh();
      beacons.onSession();
      uplinks.resume();
    }
  }

  private Optional<LoraChannel> background() {
    return multicast.channel().or(core::rxc);
  }

  private void hear(Heard heard) {
    hearing.hear(heard);
  }

  private void onActivated() {
    radio.refresh();
    uplinks.giveSignOfLife(); // by it the network knows that the session is taken
    beacons.onSession();
  }

  private void onNetworkTime(Instant now) {
    beacons.onNetworkTime(now);
    core.listener().onNetworkTime(now);
  }

  private void onPingSlotsKnown() {
    beacons.onPingSlotInfoAns();
  }

  private void onUplinkOver() {
    radio.refresh(); // what the network said may have moved RXC
    if (core.session().filter(Session::isSpent).isPresent()) {
      join();
    } else {
      rejoiner.onUplink();
      beacons.onUplink();
    }
  }

  /** A personalised device has one session in its life. */
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
    rejoiner.ask(type);
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
    beacons.closeGroup(group.groupId());
    multicast.define(group);
    radio.refresh();
  }

  @Override
  public void deleteGroup(int groupId) {
    beacons.closeGroup(groupId);
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
        .ifPresent(group -> beacons.openGroup(groupId, group.mcAddr(), session));
  }

  @Override
  public void closeClassB(int groupId) {
    beacons.closeGroup(groupId);
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
