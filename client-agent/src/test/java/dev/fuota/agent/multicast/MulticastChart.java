package dev.fuota.agent.multicast;

import dev.fuota.agent.chart.Chart;
import dev.fuota.agent.chart.Text;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.MulticastUplink;
import dev.fuota.protocol.multicast.PackageVersionReq;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The chart of TS005: one group and its session. The device supports two groups, ends sessions on
 * completion, and its link has class B.
 */
public final class MulticastChart {
  /** A multiple of 128. */
  private static final long START = 1_400_000_000L;

  private static final long NOW = START - 1000;
  private static final int TIME_OUT_C = 9;
  private static final int TIME_OUT_B = 2;
  private static final long LENGTH = 512;
  private static final int PING_CHANNEL = 0;
  private static final int FREQUENCY_HZ = 869_525_000;
  private static final Bytes KEY = Bytes.fromHex("00112233445566778899aabbccddeeff");
  private static final Bytes OTHER_KEY = Bytes.fromHex("ff112233445566778899aabbccddeeff");

  private static final McClassCSessionReq CLASS_C = classC(START);
  private static final McClassBSessionReq CLASS_B =
      new McClassBSessionReq(0, START, TIME_OUT_B, 3, PING_CHANNEL, 3);

  private final PackageVersion version;
  private Bench bench;

  private MulticastChart(PackageVersion version) {
    this.version = version;
    this.bench = bench(version);
    bench.setClock(new GpsTime(NOW));
  }

  private static Bench bench(PackageVersion version) {
    MulticastSettings settings =
        new MulticastSettings(
            version, Bench.GEN_APP_KEY, RootKeyKind.GEN_APP_KEY, 2, true, false, false);
    return new Bench(Bench.clock(version), settings, true, 7, new SplittableRandom(1));
  }

  /** The chart in one version. */
  public static Chart<MulticastChart, MulticastDownlink> of(PackageVersion version) {
    Chart<MulticastChart, MulticastDownlink> chart =
        new Chart<>(
            "Multicast group and session (TS005 version " + version.number() + ")",
            () -> new MulticastChart(version),
            MulticastChart::state,
            MulticastChart::answers);
    states(chart);
    groupEvents(chart);
    sessionEvents(chart);
    timeEvents(chart);
    return chart.coveringAll(MulticastDownlink.class);
  }

  private static void states(Chart<MulticastChart, MulticastDownlink> chart) {
    chart
        .state("no group", on -> {})
        .state("no session", on -> on.tell(setup(0, KEY)))
        .state("without time", MulticastChart::acceptWithoutTime)
        .state("pending C", on -> on.accept(CLASS_C))
        .state("pending B", on -> on.accept(CLASS_B))
        .state("running C", on -> on.run(CLASS_C))
        .state("running B", on -> on.run(CLASS_B));
  }

  private static void groupEvents(Chart<MulticastChart, MulticastDownlink> chart) {
    chart
        .command("", setup(0, KEY), MulticastChart::tell)
        .command("other values", setup(0, OTHER_KEY), MulticastChart::tell)
        .command("id not supported", setup(2, KEY), MulticastChart::tell)
        .command("", new McGroupDeleteReq(0), MulticastChart::tell)
        .command("", new McGroupStatusReq(0xf), MulticastChart::tell)
        .command("", new PackageVersionReq(), MulticastChart::tell);
  }

  private static void sessionEvents(Chart<MulticastChart, MulticastDownlink> chart) {
    chart
        .command("", CLASS_C, MulticastChart::tell)
        .command("another start", classC(START + 4096), MulticastChart::tell)
        .command("start in the past", classC(NOW - 1), MulticastChart::tell)
        .command(
            "DR and frequency unsupported",
            new McClassCSessionReq(0, START, TIME_OUT_C, 100_000_000, 15),
            MulticastChart::tell)
        .command("", CLASS_B, MulticastChart::tell)
        .command(
            "start in the past",
            new McClassBSessionReq(0, START - 1280, TIME_OUT_B, 3, PING_CHANNEL, 3),
            MulticastChart::tell);
  }

  private static void timeEvents(Chart<MulticastChart, MulticastDownlink> chart) {
    chart
        .event("SessionTime comes", on -> on.clockShows(START))
        .event("the session's time is over", on -> on.clockShows(START + LENGTH))
        .event("the clock is set back before the start", on -> on.clockShows(START - 2000))
        .event("the time becomes known, early", on -> on.clockShows(NOW))
        .event("nothing is left to receive", on -> on.bench.nothingLeft(1))
        .event("reset", MulticastChart::reset);
  }

  private static McGroupSetupReq setup(int id, Bytes key) {
    return new McGroupSetupReq(id, DevAddr.fromHex("01020304"), key, 0, 1000);
  }

  private static McClassCSessionReq classC(long start) {
    return new McClassCSessionReq(0, start, TIME_OUT_C, FREQUENCY_HZ, 3);
  }

  private void acceptWithoutTime() {
    bench.loseClock();
    accept(CLASS_C);
  }

  private void accept(MulticastDownlink session) {
    tell(setup(0, KEY));
    tell(session);
  }

  private void run(MulticastDownlink session) {
    accept(session);
    clockShows(START);
    bench.multicast.onHeard(bench.multicast.origin(0, 5));
    bench.keepMulticastCounters();
  }

  private void tell(MulticastDownlink command) {
    bench.answer(200, bench.multicast.onCommand(command, bench.now()));
  }

  private void clockShows(long gps) {
    bench.setClock(new GpsTime(gps));
    bench.clockMoved();
  }

  /** The power goes and comes; the clock does not know the time. */
  private void reset() {
    Optional<Bytes> octets = Optional.ofNullable(bench.nvm.get(NvmKey.GROUP_0));
    Bench next = bench(version);
    next.sent.addAll(bench.sent);
    bench = next;
    octets.ifPresent(
        record -> {
          bench.nvm.put(NvmKey.GROUP_0, record);
          bench.multicast.load(0, record);
        });
    bench.perform(bench.multicast.start(bench.now()));
    bench.pass(Duration.ofSeconds(1));
  }

  private String state() {
    Optional<GroupRecord> group =
        Optional.ofNullable(bench.nvm.get(NvmKey.GROUP_0)).flatMap(GroupRecord::decode);
    if (group.isEmpty()) {
      return "no group";
    }
    return group.get().session().map(this::state).orElse("no session");
  }

  private String state(Session session) {
    if (bench.openSessions.containsKey(0)) {
      return "running " + session.sessionClass();
    }
    return bench.now().synchronised() ? "pending " + session.sessionClass() : "without time";
  }

  private List<String> answers() {
    return bench.sent.stream()
        .map(Bench.Sent::hex)
        .flatMap(
            hex ->
                MulticastUplink.commands(version).decodeAll(Bytes.fromHex(hex)).commands().stream())
        .map(Text::of)
        .toList();
  }
}
