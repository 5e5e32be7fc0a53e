package dev.fuota.agent.rig;

import dev.fuota.agent.clocksync.ClockSettings;
import dev.fuota.agent.clocksync.ClockSync;
import dev.fuota.agent.firmware.FirmwareManagement;
import dev.fuota.agent.firmware.Inspection;
import dev.fuota.agent.fragmentation.Fragmentation;
import dev.fuota.agent.fragmentation.FragmentationSettings;
import dev.fuota.agent.fragmentation.SessionLimits;
import dev.fuota.agent.multicast.MulticastSettings;
import dev.fuota.agent.multicast.MulticastSetup;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentStore;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The state machines of a device without a device: what they want done is noted down, and what they
 * must hear of is told to them at once. Time stands still unless a test moves it.
 */
public final class Bench extends Notes {
  public static final int PAGE = 256;
  public static final Duration SELF_TEST = Duration.ofSeconds(90);
  public static final AesKey GEN_APP_KEY = AesKey.fromHex("64b84c25fc2d894300ffac10696af454");

  public final ClockSync clockSync;
  public final MulticastSetup multicast;
  public final Fragmentation fragmentation;
  public final FirmwareManagement firmware;
  public final Map<Timer, Instant> timers = new EnumMap<>(Timer.class);

  private final RamLogs logs = new RamLogs();

  /** The log of session 0. */
  public final Map<Integer, Bytes> fragments = logs.of(0);

  /** Every action, in order, by the name of its record. */
  public final List<String> done = new ArrayList<>();

  public byte[] block = {};
  public boolean flashFails;
  public boolean confirmed;
  public Inspection inspection = new Inspection.Refused(1, "NOT_INSPECTED", "");

  private static final int NOBODY_ASKED = -1;

  private int answerPort = NOBODY_ASKED;
  private Instant local = Instant.parse("2000-01-01T00:00:00Z");
  private Duration offset = Duration.ZERO;
  private boolean known;

  /** Machines of a device that supports four sessions of anything up to 100,000 octets. */
  public Bench(AesKey genAppKey, long hwVersion, RandomGenerator random) {
    this(clock(PackageVersion.V1), groups(PackageVersion.V1, genAppKey), false, hwVersion, random);
  }

  /** The same in another package version, on a link with class B. */
  public Bench(PackageVersion version) {
    this(clock(version), groups(version, GEN_APP_KEY), true, 7, new SplittableRandom(1));
  }

  /** The same with all packages of one version, on a link without class B. */
  public Bench(PackageVersion version, AesKey genAppKey, long hwVersion, RandomGenerator random) {
    this(clock(version), groups(version, genAppKey), false, hwVersion, random);
  }

  /** The same with settings of its own. */
  public Bench(
      ClockSettings clock,
      MulticastSettings groups,
      boolean classB,
      long hwVersion,
      RandomGenerator random) {
    this(clock, groups, classB, hwVersion, Optional.empty(), random);
  }

  private Bench(
      ClockSettings clock,
      MulticastSettings groups,
      boolean classB,
      long hwVersion,
      Optional<Duration> rebootAfter,
      RandomGenerator random) {
    Geometry log = new Geometry(2048, 512, 8, 0xff);
    SessionLimits limits =
        new SessionLimits(
            4, 32, 100_000, PAGE, log, descriptor -> !isFile(descriptor), Bench::isFile);
    FragmentationSettings settings =
        new FragmentationSettings(groups.version(), 201, groups.rootKey(), false);
    clockSync = new ClockSync(clock, random);
    multicast = new MulticastSetup(groups, new RegionLimits(classB));
    fragmentation = new Fragmentation(settings, limits, ParityMatrix::rows, random);
    firmware = new FirmwareManagement(hwVersion, SELF_TEST, rebootAfter, random);
  }

  public Bench() {
    this(GEN_APP_KEY, 7, new SplittableRandom(1));
  }

  /** The same as of {@link #Bench()}, restarting by itself so long after an image is ready. */
  public static Bench rebootingAfter(Duration delay) {
    return new Bench(
        clock(PackageVersion.V1),
        groups(PackageVersion.V1, GEN_APP_KEY),
        false,
        7,
        Optional.of(delay),
        new SplittableRandom(1));
  }

  /** What clock synchronisation has if nothing is said. */
  public static ClockSettings clock(PackageVersion version) {
    return new ClockSettings(version, ClockSyncDownlink.DEFAULT_FPORT, false, false);
  }

  /** What multicast setup has if nothing is said. */
  public static MulticastSettings groups(PackageVersion version, AesKey genAppKey) {
    return new MulticastSettings(
        version, genAppKey, RootKeyKind.GEN_APP_KEY, 4, false, false, false);
  }

  /** Descriptors that begin with an F are of files, all others of firmware. */
  private static boolean isFile(Bytes descriptor) {
    return descriptor.at(0) >> 4 == 0xf;
  }

  /** What the clock shows; right if a test set it, or TS003 did. */
  public DeviceTime now() {
    return new DeviceTime(
        local, offset.plus(clockSync.correction()), known || clockSync.synchronised());
  }

  /** The clock is right, and shows this. */
  public void setClock(GpsTime time) {
    known = true;
    showTime(time);
  }

  /** The clock shows this, but nobody says that it is right. */
  public void showTime(GpsTime time) {
    offset = offset.plus(now().until(time));
  }

  /** The clock is corrected, as by TS003. */
  public void correctClock(Duration by) {
    offset = offset.plus(by);
    clockMoved();
  }

  public void loseClock() {
    known = false;
  }

  /** Time passes; timers that expire are not told. */
  public void pass(Duration duration) {
    local = local.plus(duration);
  }

  /** Time passes until {@code timer} expires, and its machine is told. */
  public void expire(Timer timer) {
    Instant due = timers.remove(timer);
    if (due == null) {
      throw new AssertionError(timer + " does not run");
    }
    pass(Duration.between(local, due));
    perform(
        switch (timer) {
          case CLOCK_SYNC -> clockSync.onTimer();
          case MULTICAST_SESSION -> multicast.onTimer(now());
          case FRAG_STATUS -> fragmentation.onStatusTimer(now());
          case FRAG_REPORT -> fragmentation.onReportTimer(now());
          case REBUILD -> fragmentation.onRebuildTimer();
          case TRIAL -> firmware.onTrialTimer();
          case REBOOT -> firmware.onRebootTimer();
          case VERSION_REPORT -> firmware.onReportTimer();
          case HEARTBEAT -> List.of();
        });
  }

  /** How long a timer still runs. */
  public Duration left(Timer timer) {
    Instant due = timers.get(timer);
    if (due == null) {
      throw new AssertionError(timer + " does not run");
    }
    return Duration.between(local, due);
  }

  /** Performs what a request caused: answers leave on {@code fPort}. */
  public void answer(int fPort, List<Action> actions) {
    answerPort = fPort;
    perform(actions);
    answerPort = NOBODY_ASKED;
  }

  /** Performs actions in their order. */
  public void perform(List<Action> actions) {
    for (Action action : actions) {
      done.add(
          action instanceof Action.Simple simple
              ? simple.name()
              : action.getClass().getSimpleName());
      action.perform(this);
    }
  }

  @Override
  public void send(Uplink uplink) {
    String hex = uplink.content().next(now(), 51).payload().toHex();
    sent.add(new Sent(uplink.fPort(), hex, uplink.confirmed()));
  }

  @Override
  public void answer(Message message) {
    if (answerPort == NOBODY_ASKED) {
      throw new AssertionError("an answer without a request");
    }
    send(Uplink.unconfirmed(answerPort, message));
  }

  @Override
  public void sendOnce(Uplink uplink) {
    send(uplink);
  }

  @Override
  public void start(Timer timer, Duration delay) {
    timers.put(timer, local.plus(delay));
  }

  @Override
  public void stop(Timer timer) {
    timers.remove(timer);
  }

  @Override
  public void clockMoved() {
    perform(multicast.onClock(now()));
    perform(firmware.onClock(now()));
  }

  @Override
  public void needTime() {
    perform(clockSync.onNeedTime());
  }

  @Override
  public void nothingLeft(int mcGroupBitMask) {
    perform(multicast.onNothingLeft(mcGroupBitMask, now()));
  }

  @Override
  public void keepMulticastCounters() {
    perform(multicast.keepCounters());
  }

  @Override
  public void openLog(Action.OpenLog session) {
    logs.of(session.fragIndex()).clear();
  }

  @Override
  public void closeLog(int fragIndex) {
    logs.of(fragIndex).clear();
  }

  @Override
  public void storeFragment(Action.StoreFragment fragment) {
    int fragIndex = fragment.fragIndex();
    if (flashFails) {
      perform(fragmentation.onNotStored(fragIndex, fragment.n(), numbers(fragIndex)));
    } else {
      logs.of(fragIndex).put(fragment.n(), fragment.data());
      perform(fragmentation.onStored(fragIndex, fragment.n()));
    }
  }

  /** Power goes away and comes back: of RAM nothing is left, of flash all. */
  public void takeLogsOf(Bench before) {
    for (int index = 0; index < RamLogs.SESSIONS; index++) {
      logs.of(index).putAll(before.logs.of(index));
    }
  }

  /** The numbers of the fragments in a log. */
  public int[] numbers(int fragIndex) {
    return logs.numbers(fragIndex);
  }

  @Override
  public void checkLog(int fragIndex) {
    perform(fragmentation.onLogChecked(fragIndex, numbers(fragIndex), now()));
  }

  @Override
  public void readPage(Action.ReadPage page) {
    if (flashFails) {
      perform(fragmentation.onPageFailed(page.fragIndex(), now()));
      return;
    }
    byte[] octets = new byte[page.size()];
    int count = page.block().read(page.page() * page.size(), octets, store(page.fragIndex()));
    perform(fragmentation.onPageRead(page.fragIndex(), octets, count, now()));
  }

  @Override
  public void releaseSlot(int fragIndex) {
    perform(firmware.onSlotReleased());
    perform(fragmentation.onSlotReleased(fragIndex));
  }

  @Override
  public void writePage(Action.WritePage page) {
    if (flashFails) {
      perform(fragmentation.onPageFailed(page.fragIndex(), now()));
      return;
    }
    byte[] octets = new byte[PAGE];
    int at = page.page() * PAGE;
    int count = page.block().read(at, octets, store(page.fragIndex()));
    block = java.util.Arrays.copyOf(block, at + count);
    System.arraycopy(octets, 0, block, at, count);
    perform(fragmentation.onPageWritten(page.fragIndex()));
  }

  /** Where the fragments of a session can be read. */
  public FragmentStore store(int fragIndex) {
    return logs.store(fragIndex);
  }

  @Override
  public void inspectImage() {
    perform(firmware.onInspected(inspection, now()));
  }

  @Override
  public void holdSlot() {
    fragmentation.holdSlot();
  }

  @Override
  public void freeSlot() {
    perform(fragmentation.onSlotFree());
  }

  @Override
  public void confirmImage() {
    if (flashFails) {
      throw new FlashFault("the trailer cannot be written", 0);
    }
    confirmed = true;
  }

  @Override
  public void blockSettled() {
    perform(fragmentation.onSettled(now()));
  }
}
