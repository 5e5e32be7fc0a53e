package dev.fuota.agent.mac;

import dev.fuota.agent.mac.UnicastReceiver.Accepted;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.Eu868;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The MAC of a class A device that also hears multicast class C sessions.
 *
 * <pre>
 * uplink  |======|                1 s            2 s
 * radio    send   RXC (a session)  RX1  RXC       RX2  RXC or sleep
 * </pre>
 *
 * <p>A frame for this device in RX1 ends the uplink without RX2; one that is still being received
 * when RX2 begins makes RX2 fall away. Unicast frames count in RX1 and RX2 only, multicast frames
 * wherever the group's session is open and the receiver is on its channel.
 *
 * <p>Uplinks are sent once (NbTrans 1): whoever needs an acknowledgement sends a new frame. A
 * confirmed downlink is acknowledged by the next uplink, or by an empty one if there is none soon.
 * Between uplinks the duty cycle of the band is kept: {@link #ready} says when it is over.
 */
public final class Mac implements LorawanLink {
  private static final int PORT_MAX = 225;
  private static final int EIRP_DBM = 16;

  /** The receiver opens earlier and closes later than nominal, for clocks and preambles. */
  private static final Duration TOLERANCE = Duration.ofMillis(20);

  private static final Duration WINDOW = TOLERANCE.multipliedBy(2);

  /** How long the application may take to send something that carries the acknowledgement. */
  private static final Duration ACK_DELAY = Duration.ofSeconds(1);

  private enum Phase {
    IDLE,
    SENDING,
    BEFORE_RX1,
    RX1,
    BEFORE_RX2,
    RX2
  }

  /** Hears nothing until somebody listens. */
  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void onDownlink(Downlink downlink) {}

        @Override
        public void onUplinkDone(boolean acknowledged) {}
      };

  private final DataRate dataRate;
  private final Radio radio;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final FrameCrypto crypto;
  private final UplinkCounter uplinkCounter;
  private final UnicastReceiver unicast;
  private final MulticastSessions multicast = new MulticastSessions();

  private Listener listener = NOBODY;
  private Phase phase = Phase.IDLE;
  private LoraChannel channel;
  private Instant silentUntil = Instant.MIN;
  private Duration silence = Duration.ZERO;
  private Scheduler.@Nullable Task rx2;
  private boolean rx2Missed;
  private boolean ackOwed;
  private boolean confirmed;
  private boolean acknowledged;

  /** Whether the uplink under way is the application's; the others are the MAC's own. */
  private boolean applications;

  /**
   * Takes up a session where the last reset left it.
   *
   * @param nvm has the frame counters
   * @param random chooses channels
   */
  public Mac(
      MacConfig config,
      Radio radio,
      Nvm nvm,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    // A device that joins comes with the new engine; until then nobody makes one.
    Activation.Personalised me = (Activation.Personalised) config.activation();
    this.dataRate = config.region().uplinkRate(config.dataRate()).orElseThrow();
    this.radio = radio;
    this.clock = clock;
    this.scheduler = scheduler;
    this.random = random;
    this.crypto = new FrameCrypto(me.keys(), me.devAddr());
    Records records = new Records(nvm);
    this.uplinkCounter = new UplinkCounter(records);
    this.unicast = new UnicastReceiver(me.devAddr(), crypto, records);
    this.channel = channel(Eu868.RX2_FREQUENCY_HZ, Eu868.RX2_DATA_RATE);
    radio.listen(new Ears());
    radio.sleep();
  }

  static boolean isApplicationPort(int fPort) {
    return fPort > 0 && fPort <= PORT_MAX;
  }

  private static LoraChannel channel(int frequencyHz, DataRate dataRate) {
    return new LoraChannel(frequencyHz, dataRate.spreadingFactor(), dataRate.bandwidthHz());
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public boolean ready() {
    return phase == Phase.IDLE
        && !clock.instant().isBefore(silentUntil)
        && !uplinkCounter.isSpent();
  }

  @Override
  public int maxPayload() {
    return dataRate.maxPayload();
  }

  @Override
  public void send(int fPort, byte[] payload, boolean asConfirmed) {
    if (!ready()) {
      throw new IllegalStateException("an uplink is under way, or the duty cycle forbids one");
    }
    transmit(fPort, Bytes.of(payload), asConfirmed, true);
  }

  private void transmit(int fPort, Bytes payload, boolean asConfirmed, boolean fromApplication) {
    confirmed = asConfirmed;
    acknowledged = false;
    applications = fromApplication;
    phase = Phase.SENDING;
    long fCnt;
    try {
      fCnt = uplinkCounter.take();
    } catch (FlashFault fault) {
      scheduler.after(Duration.ZERO, this::finish); // no counter, no frame: it counts as lost
      return;
    }
    FType type = asConfirmed ? FType.CONFIRMED_DATA_UP : FType.UNCONFIRMED_DATA_UP;
    FCtrl fCtrl = ackOwed ? FCtrl.ACK : FCtrl.NONE;
    ackOwed = false;
    Bytes frame = crypto.seal(type, fCtrl, fCnt, Bytes.EMPTY, fPort, payload);
    int frequency = Eu868.DEFAULT_CHANNELS_HZ.get(random.nextInt(Eu868.DEFAULT_CHANNELS_HZ.size()));
    channel = channel(frequency, dataRate);
    Duration airTime = TimeOnAir.of(dataRate, frame.length(), true);
    silence = Eu868.subBand(frequency).orElseThrow().silenceAfter(airTime);
    radio.transmit(channel, EIRP_DBM, frame.toArray());
  }

  /** What the radio reports; the application has no business with it. */
  private final class Ears implements Radio.Listener {
    @Override
    public void onTransmitted() {
      silentUntil = clock.instant().plus(silence); // all default channels share one sub-band
      phase = Phase.BEFORE_RX1;
      rx2Missed = false;
      scheduler.after(Eu868.RECEIVE_DELAY1.minus(TOLERANCE), Mac.this::openRx1);
      rx2 = scheduler.after(Eu868.RECEIVE_DELAY2.minus(TOLERANCE), Mac.this::openRx2);
      listenToSession();
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      boolean inWindow = phase == Phase.RX1 || phase == Phase.RX2;
      boolean forUs = hear(phyPayload, inWindow);
      if (inWindow) {
        closeWindow(forUs);
      }
    }

    @Override
    public void onReceiveTimeout() {
      if (phase == Phase.RX1 || phase == Phase.RX2) {
        closeWindow(false);
      }
    }
  }

  private void openRx1() {
    phase = Phase.RX1;
    radio.receive(channel, WINDOW);
  }

  private void openRx2() {
    if (phase == Phase.RX1) {
      rx2Missed = true;
      return;
    }
    phase = Phase.RX2;
    radio.receive(channel(Eu868.RX2_FREQUENCY_HZ, Eu868.RX2_DATA_RATE), WINDOW);
  }

  private void closeWindow(boolean done) {
    if (done || phase == Phase.RX2 || rx2Missed) {
      finish();
    } else {
      phase = Phase.BEFORE_RX2;
      listenToSession();
    }
  }

  private void finish() {
    if (rx2 != null) {
      rx2.cancel();
      rx2 = null;
    }
    phase = Phase.IDLE;
    listenToSession();
    if (ackOwed) {
      scheduler.after(ACK_DELAY, this::sendOwedAck);
    }
    if (applications) {
      listener.onUplinkDone(acknowledged);
    }
  }

  private void sendOwedAck() {
    if (!ackOwed || phase != Phase.IDLE || uplinkCounter.isSpent()) {
      return; // it went with another uplink, or goes behind the one under way
    }
    Duration silent = Duration.between(clock.instant(), silentUntil);
    if (silent.isNegative() || silent.isZero()) {
      transmit(DataFrame.NO_PORT, Bytes.EMPTY, false, false);
    } else {
      scheduler.after(silent, this::sendOwedAck);
    }
  }

  private void listenToSession() {
    multicast.channel().ifPresentOrElse(radio::receiveContinuously, radio::sleep);
  }

  /** Returns whether it was a downlink to this device in one of its windows. */
  private boolean hear(byte[] phyPayload, boolean inWindow) {
    Decoded<DataFrame> decoded = DataFrame.decode(Bytes.of(phyPayload));
    if (!(decoded instanceof Decoded.Ok<DataFrame> ok)) {
      return false;
    }
    Optional<Downlink> toGroup = multicast.accept(ok.get());
    if (toGroup.isPresent()) {
      listener.onDownlink(toGroup.get());
      return false;
    }
    Optional<Accepted> toUs = inWindow ? unicast.accept(ok.get()) : Optional.empty();
    toUs.ifPresent(this::take);
    return toUs.isPresent();
  }

  private void take(Accepted accepted) {
    DataFrame frame = accepted.frame();
    acknowledged = confirmed && frame.fCtrl().ack();
    ackOwed = ackOwed || frame.type() == FType.CONFIRMED_DATA_DOWN;
    if (isApplicationPort(frame.fPort())) {
      listener.onDownlink(
          new Downlink(
              frame.fPort(), accepted.payload().toArray(), Downlink.UNICAST, accepted.fCnt()));
    }
  }

  @Override
  public void defineGroup(MulticastGroup group) {
    changeSessions(() -> multicast.define(group));
  }

  @Override
  public void deleteGroup(int groupId) {
    changeSessions(() -> multicast.delete(groupId));
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    Eu868.dataRate(dataRate)
        .map(rate -> channel(frequencyHz, rate))
        .ifPresent(where -> changeSessions(() -> multicast.open(groupId, where)));
  }

  @Override
  public void closeClassC(int groupId) {
    changeSessions(() -> multicast.close(groupId));
  }

  /** Beacons and ping slots are not there yet, and whoever asks is told so. */
  @Override
  public boolean supportsClassB() {
    return false;
  }

  @Override
  public void openClassB(int groupId, int frequencyHz, int dataRate, int periodicity) {
    throw new UnsupportedOperationException("this MAC has no class B");
  }

  @Override
  public void closeClassB(int groupId) {
    throw new UnsupportedOperationException("this MAC has no class B");
  }

  /**
   * The receiver follows, unless it is in use for something else. Where it listens already it stays
   * as it is, so that a frame on its way is not lost.
   */
  private void changeSessions(Runnable change) {
    Optional<LoraChannel> before = multicast.channel();
    change.run();
    boolean free = phase == Phase.IDLE || phase == Phase.BEFORE_RX1 || phase == Phase.BEFORE_RX2;
    if (free && !multicast.channel().equals(before)) {
      listenToSession();
    }
  }

  @Override
  public boolean supportsDataRate(int dataRate) {
    return Eu868.dataRate(dataRate).isPresent();
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return Eu868.isFrequency(frequencyHz);
  }
}
