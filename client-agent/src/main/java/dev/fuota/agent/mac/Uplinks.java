package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Session.Accepted;
import dev.fuota.agent.mac.Transceiver.Emission;
import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.mac.Transceiver.Windows;
import dev.fuota.agent.mac.plan.Send;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends one uplink after the other, each as often as the network asked for, and those of the MAC
 * itself: acknowledgements, answers that do not fit, a sign of life (LoRaWAN 1.0.4, sections 4.3.1
 * and 5.2).
 *
 * <p>An unconfirmed uplink is sent NbTrans times, until a downlink of class A comes. A confirmed
 * one is until it is acknowledged; before LoRaWAN 1.0.4 eight times, with less data rate every
 * second time. Each transmission has both windows, and hops.
 */
final class Uplinks {
  /** How long the application may take to send something that carries what the MAC has to say. */
  private static final Duration OWN_DELAY = Duration.ofSeconds(1);

  private static final Duration RETRANSMIT_MIN = Duration.ofSeconds(1);
  private static final Duration RETRANSMIT_MAX = Duration.ofSeconds(3);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);
  private static final int CONFIRMED_TRIES = 8; // before LoRaWAN 1.0.4

  private final Core core;
  private final Transceiver radio;
  private final Whole whole;

  private @Nullable OutgoingFrame frame;
  private boolean busy;
  private int transmissions;
  private boolean answered;
  private boolean acknowledged;
  private boolean timeAsked;
  private boolean ackOwed;
  private boolean signOfLife;
  private boolean classB;
  private Instant sentAt = Instant.MIN;
  private Scheduler.@Nullable Task own;

  /** Nothing to send. */
  Uplinks(Core core, Transceiver radio, Whole whole) {
    this.core = core;
    this.radio = radio;
    this.whole = whole;
  }

  /** Whether every uplink from now on says that the device listens in ping slots. */
  void setClassB(boolean listens) {
    classB = listens;
  }

  /** Whether none is under way. */
  boolean isIdle() {
    return !busy && radio.isFree();
  }

  /** Whether the application can send now. */
  boolean isReady() {
    return isIdle()
        && core.session().filter(session -> !session.isSpent()).isPresent()
        && !speaksFirst()
        && !core.plan().freeAt(core.now()).isAfter(core.now());
  }

  /** Octets that the application may send now. */
  int maxPayload() { // MAC-048
    int room = core.plan().maxPayload();
    return room - core.desk.length(Math.min(DataFrame.F_OPTS_MAX, room));
  }

  /** Whether the MAC's answers would leave the application less than half of a frame. */
  private boolean speaksFirst() {
    return core.desk.hasFresh()
        && core.desk.length() > Math.min(DataFrame.F_OPTS_MAX, core.plan().maxPayload() / 2);
  }

  /** Sends an uplink of the application. */
  void send(int fPort, Bytes payload, boolean confirmed) {
    start(fPort, payload, confirmed, true);
  }

  /** Behind a reset: what waits may leave the application no room until it is said. */
  void resume() {
    sendOwnSoon();
  }

  /** Has the device send something soon, by itself if the application does not. */
  void giveSignOfLife() { // MAC-031
    signOfLife = true;
    sendOwnSoon();
  }

  /** A confirmed downlink is to be acknowledged. */
  void oweAck() { // MAC-053
    ackOwed = true;
    sendOwnSoon();
  }

  private void start(int fPort, Bytes payload, boolean confirmed, boolean applications) {
    busy = true;
    Optional<OutgoingFrame> made;
    try {
      made = make(fPort, payload, confirmed, applications);
    } catch (FlashFault fault) {
      made = Optional.empty(); // no counter, no frame: it counts as lost
    }
    frame = made.orElse(null);
    transmissions = 0;
    answered = false;
    acknowledged = false;
    if (made.isEmpty() || made.get().length() > core.plan().maxPayload()) {
      core.scheduler.after(Duration.ZERO, () -> finish(applications));
    } else {
      attempt();
    }
  }

  private Optional<OutgoingFrame> make( // MAC-007
      int fPort, Bytes payload, boolean confirmed, boolean applications) {
    Session session = core.session().orElseThrow();
    boolean ack = ackOwed;
    ackOwed = false;
    signOfLife = false;
    OptionalLong fCnt = session.takeCounter();
    if (fCnt.isEmpty()) {
      return Optional.empty();
    }
    int room = core.plan().maxPayload() - payload.length();
    boolean ownPort = !applications && core.desk.length() > DataFrame.F_OPTS_MAX;
    List<MacCommand> said = core.desk.take(ownPort ? room : Math.min(room, DataFrame.F_OPTS_MAX));
    timeAsked = said.stream().anyMatch(DeviceTimeReq.class::isInstance);
    Bytes commands = MacCommands.encode(said);
    FCtrl fCtrl = new FCtrl(core.config.adr(), core.plan().adrAckReq(), ack, classB);
    return Optional.of(
        new OutgoingFrame(
            confirmed,
            fCtrl,
            fCnt.getAsLong(),
            ownPort ? Bytes.EMPTY : commands,
            ownPort ? 0 : fPort,
            ownPort ? commands : payload,
            ack ? session.confirmedDownlink() : 0,
            applications));
  }

  private void attempt() {
    OutgoingFrame mine = frame;
    Optional<Session> session = core.session();
    if (mine == null || session.isEmpty()) {
      return;
    }
    if (mine.length() > core.plan().maxPayload()) {
      finish(mine.applications()); // the data rate fell below it
      return;
    }
    Instant now = core.now();
    Optional<Send> send =
        radio.isFree() && whole.mayTransmit(lastsAtMost(mine))
            ? core.plan().nextSend(now, core.random)
            : Optional.empty();
    if (send.isPresent()) {
      transmit(mine, session.get(), send.get());
    } else {
      Duration closed = Duration.between(now, core.plan().freeAt(now));
      core.scheduler.after(longer(closed, ASK_AGAIN), this::attempt);
    }
  }

  private Duration lastsAtMost(OutgoingFrame mine) {
    return TimeOnAir.of(core.plan().rate(), mine.phyLength(), true)
        .plus(core.plan().rxDelay1())
        .plus(Windows.RX2_AFTER_RX1.multipliedBy(2));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void transmit(OutgoingFrame mine, Session session, Send send) {
    Bytes phyPayload = session.seal(mine, send.rate().index(), send.channelIndex());
    Duration airTime = TimeOnAir.of(send.rate(), phyPayload.length(), true);
    LoraChannel channel =
        new LoraChannel(
            send.frequencyHz(), send.rate().spreadingFactor(), send.rate().bandwidthHz());
    Windows windows =
        new Windows(
            core.plan().rxDelay1(),
            Optional.of(Core.channel(core.plan().rx1(send))),
            Core.channel(core.plan().rx2()));
    radio.transmit(
        new Emission(channel, send.eirpDbm(), phyPayload),
        windows,
        new Transceiver.Exchange() {
          @Override
          public void onSent() {
            sentAt = core.now();
            transmissions++;
            core.plan().sent(send, airTime, sentAt);
          }

          @Override
          public boolean onAnswer(Heard heard) {
            return whole.hear(heard);
          }

          @Override
          public void onWindowsOver() {
            repeatOrFinish(mine);
          }
        });
  }

  private boolean isTriedOften(OutgoingFrame mine) { // MAC-052
    return mine.confirmed() && core.config.version() == LorawanVersion.V1_0_3;
  }

  private boolean isOver(OutgoingFrame mine) { // MAC-050
    int limit = isTriedOften(mine) ? CONFIRMED_TRIES : core.plan().nbTrans();
    return transmissions >= limit || (mine.confirmed() ? acknowledged : answered);
  }

  private void repeatOrFinish(OutgoingFrame mine) { // MAC-051
    if (isOver(mine)) {
      finish(mine.applications());
      return;
    }
    if (isTriedOften(mine) && transmissions % 2 == 0) {
      core.plan().lowerRate(mine.length());
    }
    core.scheduler.after(core.between(RETRANSMIT_MIN, RETRANSMIT_MAX), () -> repeat(mine));
  }

  private void repeat(OutgoingFrame mine) {
    if (isOver(mine)) { // class C may have brought the answer meanwhile
      finish(mine.applications());
    } else {
      attempt();
    }
  }

  private void finish(boolean applications) {
    frame = null;
    busy = false;
    timeAsked = false;
    countNext();
    whole.onUplinkOver();
    sendOwnSoon();
    if (applications) {
      core.listener().onUplinkDone(acknowledged);
    }
  }

  /** The next uplink counts from here on: what it may carry must be known before it is made. */
  private void countNext() {
    DataRate rate = core.plan().rate();
    int power = core.plan().txPower();
    core.plan().uplink();
    if (!rate.equals(core.plan().rate()) || power != core.plan().txPower()) {
      core.keepPlan();
    }
  }

  /** A unicast downlink was accepted. */
  void onDownlink(Accepted accepted, boolean window) {
    FCtrl fCtrl = accepted.frame().fCtrl();
    answered |= window;
    acknowledged |= fCtrl.ack() && frame != null && frame.confirmed();
    ackOwed |= accepted.frame().type().isConfirmed();
    signOfLife |= window && fCtrl.fPending();
    if (!busy) {
      sendOwnSoon();
    }
  }

  /** The network told the time at the end of this uplink, if it was asked in it. */
  void onNetworkTime(DeviceTimeAns time) { // MAC-067
    if (!timeAsked) {
      return;
    }
    Instant then = GpsTime.instant(Duration.ofMillis(time.gpsMillis()));
    whole.onNetworkTime(then.plus(Duration.between(sentAt, core.now())));
  }

  private void sendOwnSoon() {
    if (own == null && isOwnDue()) {
      own = core.scheduler.after(OWN_DELAY, this::sendOwn);
    }
  }

  private boolean isOwnDue() {
    return ackOwed || signOfLife || speaksFirst();
  }

  private void sendOwn() {
    own = null;
    if (!isOwnDue() || !isIdle() || core.session().filter(it -> !it.isSpent()).isEmpty()) {
      return; // it went with another uplink, or goes behind the one under way
    }
    Instant now = core.now();
    Instant free = core.plan().freeAt(now);
    if (free.isAfter(now)) {
      own = core.scheduler.after(Duration.between(now, free), this::sendOwn);
    } else {
      start(DataFrame.NO_PORT, Bytes.EMPTY, false, false);
    }
  }
}
