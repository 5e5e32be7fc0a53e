package dev.fuota.agent.mac;

import dev.fuota.agent.mac.plan.ChannelPlan;
import dev.fuota.agent.mac.plan.Reception;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.command.DeviceModeConf;
import dev.fuota.protocol.lorawan.command.DeviceModeInd;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.RekeyInd;
import dev.fuota.protocol.lorawan.command.ResetInd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What all parts of a MAC share: how the device stands, and who is told. */
final class Core {
  private static final int MINOR = 1; // of LoRaWAN 1.1
  private static final int CLASS_A = 0;
  private static final int CLASS_C = 2;

  /** Hears nothing until somebody listens. */
  private static final LorawanLink.Listener NOBODY =
      new LorawanLink.Listener() {
        @Override
        public void onDownlink(Downlink downlink) {}

        @Override
        public void onUplinkDone(boolean acknowledged) {}
      };

  final MacConfig config;
  final InstantSource clock;
  final Scheduler scheduler;
  final RandomGenerator random;
  final SessionStore store;
  final CommandDesk desk = new CommandDesk(this);

  private ChannelPlan plan;
  private @Nullable Session session;
  private LorawanLink.Listener listener = NOBODY;
  private boolean modeConfirmed;
  private DeviceClass deviceClass;

  /** A device as the last reset left it. */
  Core(
      MacConfig config,
      SessionStore store,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    this.config = config;
    this.store = store;
    this.clock = clock;
    this.scheduler = scheduler;
    this.random = random;
    this.deviceClass = config.deviceClass();
    this.plan = freshPlan();
    restore();
  }

  private ChannelPlan freshPlan() {
    return new ChannelPlan(
        config.region(),
        config.version(),
        config.adr(),
        config.dataRate(),
        config.habits().subBand());
  }

  private void restore() {
    if (config.activation() instanceof Activation.Personalised device) {
      session = Session.personalised(device, config.version(), store.records());
      plan = storedPlan(session).orElse(plan);
      restoreAnswers(session);
    } else if (config.activation() instanceof Activation.Otaa device) {
      store.session(device, config.version()).ifPresent(this::goOn);
    }
  }

  private void goOn(Activated activated) {
    Session stored = Session.of(activated, config.version(), store.records());
    session = stored;
    Optional<ChannelPlan> kept = storedPlan(stored);
    kept.ifPresentOrElse(it -> plan = it, () -> plan.join(activated.accept()));
    restoreAnswers(stored);
  }

  private Optional<ChannelPlan> storedPlan(Session of) {
    return store
        .plan(of.number())
        .flatMap(
            octets ->
                ChannelPlan.load(
                    octets,
                    config.region(),
                    config.version(),
                    config.adr(),
                    config.dataRate(),
                    config.habits().subBand()));
  }

  private void restoreAnswers(Session of) {
    Optional<List<MacCommand>> kept = store.answers(of.number());
    kept.ifPresentOrElse(desk::load, this::introduce);
    modeConfirmed = kept.isPresent() && !desk.indicates(DeviceModeInd.class);
    if (of.isV11() && config.activation() instanceof Activation.Personalised) {
      desk.indicate(new ResetInd(MINOR));
    }
  }

  /** A join-accept was kept: its session begins (LoRaWAN 1.0.4, section 6.2.6). */
  void begin(Activated activated) { // MAC-026
    session = Session.of(activated, config.version(), store.records());
    if (activated.asked() != RejoinCounts.REKEY) {
      plan.join(activated.accept());
    }
    modeConfirmed = false;
    desk.clear();
    introduce();
    keepPlan();
    listener.onActivated();
  }

  /** What a device of LoRaWAN 1.1 says until the network confirms it. */
  private void introduce() {
    if (session == null || !session.isV11()) {
      return;
    }
    if (config.activation() instanceof Activation.Otaa) {
      desk.indicate(new RekeyInd(MINOR));
    }
    if (deviceClass == DeviceClass.C) {
      desk.indicate(new DeviceModeInd(CLASS_C));
    }
  }

  /** The device is in another class from now on; a network of LoRaWAN 1.1 has to consent. */
  void become(DeviceClass other) {
    if (session != null && session.isV11() && other != deviceClass) {
      desk.confirm(DeviceModeInd.class); // an earlier one is no longer meant
      modeConfirmed = false;
      desk.indicate(new DeviceModeInd(other == DeviceClass.C ? CLASS_C : CLASS_A));
    }
    deviceClass = other;
  }

  /** The network knows the class: from now on it holds. */
  void confirmMode(DeviceModeConf conf) { // MAC-083
    if (desk.confirm(DeviceModeInd.class)) {
      modeConfirmed = conf.deviceClass() == CLASS_C;
    }
  }

  /** The session cannot go on; the device has to join. */
  void leave() {
    session = null;
    plan.startJoin();
  }

  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  ChannelPlan plan() {
    return plan;
  }

  LorawanLink.Listener listener() {
    return listener;
  }

  void listen(LorawanLink.Listener other) {
    listener = other;
  }

  Instant now() {
    return clock.instant();
  }

  /** A time at random, from one to the other. */
  Duration between(Duration shortest, Duration longest) {
    long spread = longest.minus(shortest).toMillis();
    return shortest.plusMillis(spread == 0 ? 0 : random.nextLong(spread + 1));
  }

  /** Where a device of class C listens while it does nothing else: RXC, the channel of RX2. */
  Optional<LoraChannel> rxc() { // MAC-082
    boolean agreed = session != null && (!session.isV11() || modeConfirmed);
    return deviceClass == DeviceClass.C && agreed
        ? Optional.of(channel(plan.rx2()))
        : Optional.empty();
  }

  /** The windows behind a transmission. */
  static LoraChannel channel(Reception reception) {
    return new LoraChannel(
        reception.frequencyHz(),
        reception.rate().spreadingFactor(),
        reception.rate().bandwidthHz());
  }

  /** The plan has changed. */
  void keepPlan() {
    if (session != null) {
      store.savePlan(session.number(), plan.save());
    }
  }

  /** Stores what {@link CommandDesk} must not lose. */
  void keepAnswers(List<MacCommand> answers) {
    if (session != null) {
      store.saveAnswers(session.number(), answers);
    }
  }
}
