package dev.fuota.tests.lorawan;

import static dev.fuota.tests.lorawan.Promise.require;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.plan.ChannelPlan;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.Position;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.DriftingClock;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.sim.Tear;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A device: a real MAC on flash, radio, clock and power supply, and an application that talks. */
final class Subject implements LorawanLink.Listener {
  private static final Instant POWER_UP_TIME = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FAR_FUTURE = Instant.parse("2200-01-01T00:00:00Z");
  private static final Duration CALM_PERIOD = Duration.ofSeconds(30);
  private static final Duration ANSWERED_PERIOD = Duration.ofMinutes(15);
  private static final double DRIFT_PPM = 20;
  private static final int SESSION_OCTETS = 1 + Long.BYTES;
  private static final FlashProfile PART =
      new FlashProfile(
          "part",
          new Geometry(1024, 4, 8, 0xff),
          true,
          Duration.ofNanos(90_000),
          Duration.ofMillis(22));

  private final Simulation simulation;
  private final Trouble trouble;
  private final Profile profile;
  private final Ledger ledger;
  private final Group group;
  private final boolean member;
  private final PowerSupply power;
  private final NorFlash flash;
  private final WatchedRadio radio;
  private final RandomGenerator random;
  private final double ppm;
  private final Duration period;
  private DriftingClock clock;
  private @Nullable Mac mac;
  private @Nullable JournalNvm nvm;
  private int life;
  private long numbers;
  private long lastMcFCnt = MulticastGroup.NONE;
  private boolean exhausted;
  private boolean calm;
  private boolean answered;
  private boolean got;
  private boolean misled;

  Subject(
      Simulation simulation,
      Trouble trouble,
      Profile profile,
      Ledger ledger,
      Air air,
      Intruder intruder,
      Group group) {
    this.simulation = simulation;
    this.trouble = trouble;
    this.profile = profile;
    this.ledger = ledger;
    this.group = group;
    this.random = simulation.newRandom();
    this.member = random.nextInt(3) == 0;
    this.power = new PowerSupply(simulation.newRandom());
    this.flash = new NorFlash(PART, power);
    this.ppm = random.nextDouble(-DRIFT_PPM, DRIFT_PPM);
    this.period = Duration.ofSeconds(20 + random.nextInt(400));
    this.clock = new DriftingClock(simulation, POWER_UP_TIME, ppm);
    this.radio =
        new WatchedRadio(
            simulation,
            trouble,
            air.device(Position.ORIGIN, trouble.loss()),
            new AirTimeWatch("device " + profile.number(), profile.config().region(), true),
            phyPayload -> ledger.deviceSends(profile.number(), isV11(), phyPayload),
            () -> mind(intruder.forDownlink(group)),
            this::enter);
  }

  /**
   * Join-accepts of 1.0.x do not say to which request they belong: one that the device never heard,
   * said later, gives it keys that nobody else has. The specification has no way back from there.
   */
  private Bytes mind(Bytes intruders) {
    if (!isV11() && profile.config().activation() instanceof Activation.Otaa otaa) {
      JoinRequest any = new JoinRequest(otaa.joinEui(), otaa.devEui(), 0);
      misled |=
          JoinAccept.open(intruders, otaa.keys(), any, profile.config().version())
              .value()
              .isPresent();
    }
    return intruders;
  }

  /** Whether it may have a session with itself. */
  boolean isMisled() {
    return misled;
  }

  private boolean isV11() {
    return profile.config().version() == LorawanVersion.V1_1;
  }

  Profile profile() {
    return profile;
  }

  // ---- power -----------------------------------------------------------------------------------

  void switchOn() {
    if (mac != null) {
      return;
    }
    power.restore();
    clock = new DriftingClock(simulation, POWER_UP_TIME, ppm);
    life++;
    int mine = life;
    guard(this::boot);
    clock.after(trouble.within(period), () -> tick(mine));
  }

  private void boot() {
    JournalNvm journal = new JournalNvm(flash);
    nvm = journal;
    DriftingClock mine = clock;
    Scheduler timers = (delay, action) -> mine.after(delay, () -> enter(action));
    Mac started = new Mac(profile.config(), radio, journal, mine, timers, random);
    mac = started;
    started.listen(this);
    if (member) {
      started.defineGroup(group.definition(lastMcFCnt));
      started.openClassC(
          Group.ID,
          profile.config().region().rx2FrequencyHz(),
          profile.config().region().rx2Rate());
    }
  }

  /** All ends at once, but what is in flash. */
  void stop() {
    clock.stop();
    radio.stop();
    mac = null;
    nvm = null;
  }

  private void enter(Runnable event) {
    if (mac != null) {
      guard(event);
    }
  }

  private void guard(Runnable event) {
    try {
      event.run();
    } catch (PowerLoss loss) {
      trouble.note(profile.number(), power.operations());
      stop();
      simulation.after(trouble.within(Duration.ofMinutes(1)), this::switchOn);
    }
  }

  /** Power fails in the middle of one of the next flash operations. */
  void cutSoon() {
    Tear[] tears = Tear.values();
    power.cutAt(power.operations() + 1 + random.nextInt(12), tears[random.nextInt(tears.length)]);
  }

  // ---- application -----------------------------------------------------------------------------

  private void tick(int mine) {
    if (mine != life) {
      return;
    }
    enter(this::talk);
    clock.after(calm ? pause() : period, () -> tick(mine));
  }

  /** At random, so that no two devices keep the gateway from answering a third one for ever. */
  private Duration pause() {
    return (isAnswered() ? ANSWERED_PERIOD : CALM_PERIOD).plus(trouble.within(CALM_PERIOD));
  }

  private void talk() {
    Mac link = mac;
    if (link == null) {
      return;
    }
    if (random.nextInt(8) == 0) {
      link.requestLinkCheck();
    }
    if (random.nextInt(8) == 0) {
      link.requestTime();
    }
    if (!calm && random.nextInt(30) == 0 && isV11()) {
      link.rejoin(random.nextInt(3));
    }
    if (!link.ready() || link.maxPayload() < 0) {
      return;
    }
    int room = Math.min(link.maxPayload(), Payload.LENGTH + random.nextInt(8));
    int length = room < Payload.LENGTH ? 0 : room;
    Bytes payload = length == 0 ? Bytes.EMPTY : Payload.of(++numbers, length);
    link.send(1 + random.nextInt(200), payload.toArray(), calm || random.nextBoolean());
  }

  @Override
  public void onDownlink(Downlink downlink) {
    Bytes payload = Bytes.of(downlink.payload());
    trouble.note(profile.number(), downlink.fCnt());
    if (!downlink.unicast()) {
      require(
          downlink.fCnt() >= group.min() && downlink.fCnt() <= group.max(),
          "device %d accepts multicast %d outside of its window",
          profile.number(),
          downlink.fCnt());
      lastMcFCnt = downlink.fCnt();
    }
    if (payload.length() >= Payload.LENGTH) {
      ledger.deviceAccepts(profile.number(), downlink, Payload.number(payload));
      got |= calm && downlink.unicast();
    }
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    answered |= calm && acknowledged;
    checkPlan();
  }

  @Override
  public void onExhausted() {
    exhausted = true;
  }

  /** Whatever the network told it, there is a channel to send on. */
  private void checkPlan() {
    if (nvm == null) {
      return;
    }
    MacConfig config = profile.config();
    Optional<ChannelPlan> plan =
        new Records(nvm)
            .read(NvmKey.PLAN)
            .flatMap(
                it ->
                    ChannelPlan.load(
                        it.slice(SESSION_OCTETS, it.length() - SESSION_OCTETS),
                        config.region(),
                        config.version(),
                        config.adr(),
                        config.dataRate()));
    plan.ifPresent(
        it ->
            require(
                it.nextSend(FAR_FUTURE, random).isPresent(),
                "device %d has no channel left",
                profile.number()));
  }

  // ---- the end ---------------------------------------------------------------------------------

  /** From now on it is to get through. */
  void calm() {
    calm = true;
    life++;
    switchOn();
    int mine = life;
    clock.after(trouble.within(CALM_PERIOD), () -> tick(mine));
  }

  boolean isAnswered() {
    return (answered && got) || isExhausted();
  }

  boolean isExhausted() {
    return exhausted;
  }

  @Override
  public String toString() {
    return String.format(
        "device %d of %s %s %s, %s, acknowledged %s, downlink %s",
        profile.number(),
        profile.config().version(),
        profile.config().deviceClass(),
        profile.config().activation().getClass().getSimpleName(),
        mac == null ? "off" : mac.activity() + (mac.ready() ? " ready" : " busy"),
        answered,
        got);
  }
}
