package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.mac.classb.ClassB;
import dev.fuota.agent.mac.classb.PingChannel;
import dev.fuota.agent.mac.classb.Window;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
import dev.fuota.protocol.lorawan.command.PingSlotInfoReq;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens the windows of class B one after the other while a group's session or the device's own ping
 * slots need them, and tells the network when the device listens (LoRaWAN 1.0.4, sections 11 to
 * 16).
 *
 * <p>An uplink and its windows come before ping slots, and are put off for a beacon. After two
 * hours without one the device is in class A; while somebody needs class B it searches again by and
 * by.
 */
final class BeaconDuty {
  private static final int CRYSTAL_PPM = 20;
  private static final Duration GAP = Duration.ofMillis(1);
  private static final Duration SEARCH_AGAIN = Duration.ofMinutes(15);

  private final Core core;
  private final Transceiver radio;
  private final Uplinks uplinks;
  private final Hearing hearing;
  private final ClassB classB;
  private final Set<Integer> groups = new TreeSet<>();
  private Scheduler.@Nullable Task next;
  private boolean timeKnown;
  private boolean hadBeacon;
  private boolean slotsKnown;
  private boolean listens;

  /** A device in class A. */
  BeaconDuty(Core core, Transceiver radio, Uplinks uplinks, Hearing hearing) {
    this.core = core;
    this.radio = radio;
    this.uplinks = uplinks;
    this.hearing = hearing;
    this.classB = new ClassB(core.config.region(), CRYSTAL_PPM);
  }

  private boolean isWanted() {
    return !groups.isEmpty()
        || (core.config.pingPeriodicity().isPresent() && core.session().isPresent());
  }

  /** A session began: the network knows nothing of ping slots. */
  void onSession() {
    slotsKnown = false;
    classB.stopUnicast();
    if (isWanted()) {
      search();
    }
    settle();
  }

  /** Listens in the ping slots of a group until {@link #closeGroup}. */
  void openGroup(int groupId, DevAddr mcAddr, PingSession session) {
    groups.add(groupId);
    classB.startGroup(groupId, mcAddr, session);
    search();
  }

  void closeGroup(int groupId) {
    if (!groups.remove(groupId)) {
      return;
    }
    classB.stopGroup(groupId);
    if (!isWanted()) {
      classB.stop();
    }
    follow();
  }

  private void search() {
    classB.acquire(core.now());
    if (!timeKnown && core.session().isPresent()) {
      core.desk.ask(new DeviceTimeReq());
      uplinks.giveSignOfLife();
    }
    follow();
  }

  /** The network told its time of this moment. */
  void onNetworkTime(Instant network) {
    timeKnown = true;
    classB.time(core.now(), network);
    if (isWanted()) {
      classB.acquire(core.now()); // with the time a search that found nothing is worth another try
      follow();
    }
  }

  /** The network knows the device's ping slots. */
  void onPingSlotInfoAns() { // MAC-077
    slotsKnown = core.config.pingPeriodicity().isPresent();
    startUnicast();
    settle();
  }

  private void startUnicast() {
    OptionalInt periodicity = core.config.pingPeriodicity();
    if (slotsKnown && periodicity.isPresent()) {
      core.session()
          .ifPresent(
              session ->
                  classB.startUnicast(
                      session.devAddr(),
                      periodicity.getAsInt(),
                      new PingChannel(
                          core.plan().classB().pingFrequencyHz(),
                          core.plan().classB().pingRate())));
    }
  }

  /** An uplink is over: the network may have moved beacon and slots, or not have answered. */
  void onUplink() {
    if (!isWanted()) {
      return;
    }
    classB.beaconFrequency(core.plan().classB().beaconFrequencyHz());
    startUnicast();
    if (!timeKnown) {
      core.desk.ask(new DeviceTimeReq());
    }
    if (!slotsKnown) {
      core.config.pingPeriodicity().ifPresent(it -> core.desk.ask(new PingSlotInfoReq(it)));
    }
    follow();
  }

  /** Whether a transmission and its windows of this length may begin now. */
  boolean mayTransmit(Duration length) {
    return classB.mayTransmit(core.now(), length);
  }

  private void follow() {
    if (next != null) {
      next.cancel();
      next = null;
    }
    classB.next(core.now()).ifPresent(this::await);
    settle();
  }

  private void await(Window window) {
    Duration wait = Duration.between(core.now(), window.opens());
    next = core.scheduler.after(wait.isNegative() ? Duration.ZERO : wait, () -> open(window));
  }

  private void followBehind(Instant end) {
    Duration wait = Duration.between(core.now(), end);
    next = core.scheduler.after(wait.isNegative() ? GAP : wait.plus(GAP), this::follow);
  }

  private void open(Window window) {
    next = null;
    int length = window.kind() == Window.Kind.BEACON ? core.config.region().beacon().length() : 0;
    radio.listenTo(window.channel(), length, window.length(), new Opened(window));
  }

  /** What comes of one window. */
  private final class Opened implements Transceiver.Slot {
    private final Window window;

    Opened(Window window) {
      this.window = window;
    }

    @Override
    public void onFrame(Heard heard) {
      if (window.kind() == Window.Kind.BEACON) {
        classB.onBeacon(window, heard.phyPayload(), core.now());
      } else {
        onPing(heard);
      }
      settle();
      cancelNext();
      followBehind(core.now());
    }

    private void onPing(Heard heard) {
      boolean accepted =
          window.groupId().isPresent()
              ? hearing.hearInSlot(heard, window.groupId().getAsInt())
              : hearing.hearInSlot(heard);
      if (accepted) {
        DataFrame.decode(heard.phyPayload())
            .value()
            .ifPresent(frame -> classB.onFrame(window.groupId(), frame.fCtrl().fPending()));
      }
    }

    @Override
    public void onMissed() {
      classB.onMissed(window);
      settle();
      cancelNext();
      followBehind(window.closes());
    }
  }

  private void cancelNext() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  /** Says what the state has become. */
  private void settle() {
    ClassB.State state = classB.state();
    boolean follows = state == ClassB.State.LOCKED || state == ClassB.State.BEACON_LESS;
    hadBeacon |= follows;
    boolean listensNow = follows && slotsKnown;
    uplinks.setClassB(listensNow);
    if (listensNow && !listens) {
      uplinks.giveSignOfLife(); // the network knows the class by the bit of an uplink
    }
    listens = listensNow;
    if (state == ClassB.State.LOST && next == null) {
      onLost();
    }
  }

  private void onLost() { // MAC-081
    timeKnown = false;
    next = core.scheduler.after(SEARCH_AGAIN, this::searchAgain);
    if (hadBeacon) {
      hadBeacon = false;
      core.listener().onBeaconLost();
    }
  }

  private void searchAgain() {
    next = null;
    if (isWanted()) {
      search();
    }
  }
}
