package dev.fuota.agent.clocksync;

import dev.fuota.agent.chart.Chart;
import dev.fuota.agent.chart.Text;
import dev.fuota.agent.rig.Bench;
import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.ClockSyncUplink;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityReq;
import dev.fuota.protocol.clocksync.ForceDeviceResyncReq;
import dev.fuota.protocol.clocksync.PackageVersionReq;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The chart of TS003. "Asked" means that a question is out, the only time when an answer counts;
 * "forced" that the server wants questions in any case.
 */
public final class ClockSyncChart {
  private ClockSyncChart() {}

  /** The chart in one version. */
  public static Chart<Bench, ClockSyncDownlink> of(PackageVersion version) {
    Chart<Bench, ClockSyncDownlink> chart =
        new Chart<>(
            "Clock synchronisation (TS003 version " + version.number() + ")",
            () -> new Bench(version),
            ClockSyncChart::state,
            bench -> answers(bench, version));
    states(chart);
    events(chart);
    return chart.coveringAll(ClockSyncDownlink.class);
  }

  private static void states(Chart<Bench, ClockSyncDownlink> chart) {
    chart
        .state("unknown", bench -> begin(bench))
        .state("unknown, asked", bench -> ask(begin(bench)))
        .state("checking", bench -> correct(begin(bench), 1000))
        .state("checking, asked", bench -> ask(correct(begin(bench), 1000)))
        .state("known", bench -> correct(begin(bench), 1))
        .state("known, asked", bench -> ask(correct(begin(bench), 1)))
        .state("forced", bench -> force(correct(begin(bench), 1)))
        .state("forced, asked", bench -> ask(force(correct(begin(bench), 1))));
  }

  private static void events(Chart<Bench, ClockSyncDownlink> chart) {
    chart
        .event("the question is due", ClockSyncChart::ask)
        .event("AppTimeAns, small correction", bench -> answer(bench, 1))
        .event("AppTimeAns, of 2 s or more", bench -> answer(bench, 2))
        .event("AppTimeAns, saturated", bench -> answer(bench, Integer.MAX_VALUE))
        .command("other token", new AppTimeAns(5, 9), ClockSyncChart::tell)
        .command("", new DeviceAppTimePeriodicityReq(4), ClockSyncChart::tell)
        .command("2 transmissions", new ForceDeviceResyncReq(2), ClockSyncChart::tell)
        .command("0 transmissions", new ForceDeviceResyncReq(0), ClockSyncChart::tell)
        .command("", new PackageVersionReq(), ClockSyncChart::tell)
        .event("somebody needs the time", Bench::needTime)
        .event("the application asks", bench -> bench.perform(bench.clockSync.onWanted(true)))
        .event(
            "the time is learnt elsewhere",
            bench -> bench.perform(bench.clockSync.onLearnt(Duration.ofSeconds(7))));
  }

  private static String state(Bench bench) {
    ClockSync clock = bench.clockSync;
    String phase = clock.forced() ? "forced" : clock.phase().name().toLowerCase(Locale.ROOT);
    return clock.asked() ? phase + ", asked" : phase;
  }

  private static Bench begin(Bench bench) {
    bench.perform(bench.clockSync.start(Optional.empty()));
    return bench;
  }

  private static Bench ask(Bench bench) {
    bench.perform(bench.clockSync.onTimer());
    return bench;
  }

  private static Bench correct(Bench bench, int seconds) {
    return answer(ask(bench), seconds);
  }

  private static Bench answer(Bench bench, int seconds) {
    tell(bench, new AppTimeAns(seconds, bench.clockSync.token()));
    return bench;
  }

  private static Bench force(Bench bench) {
    tell(bench, new ForceDeviceResyncReq(3));
    return bench;
  }

  private static void tell(Bench bench, ClockSyncDownlink command) {
    bench.answer(202, bench.clockSync.onCommand(command));
  }

  private static List<String> answers(Bench bench, PackageVersion version) {
    return bench.sent.stream()
        .map(Bench.Sent::hex)
        .flatMap(
            hex ->
                ClockSyncUplink.commands(version).decodeAll(Bytes.fromHex(hex)).commands().stream())
        .map(Text::of)
        .toList();
  }
}
