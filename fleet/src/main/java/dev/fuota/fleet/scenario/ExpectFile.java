package dev.fuota.fleet.scenario;

import dev.fuota.fleet.result.Comparison;
import dev.fuota.fleet.result.Ending;
import dev.fuota.fleet.result.Expectation;
import dev.fuota.fleet.result.Metric;
import dev.fuota.fleet.result.Unit;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code expect} of a scenario: a list of entries, or one entry alone. A figure without a
 * sign is the least of what is wanted, and the most of what is not.
 */
final class ExpectFile {
  private static final Pattern FIGURE = Pattern.compile("(>=|<=|>|<|=)? ?(\\S.*)");
  private static final Set<Metric> WANTED =
      EnumSet.of(Metric.JOINED, Metric.UPDATED, Metric.COMPLETE, Metric.VERDICT);
  private static final int OVERHEAD_MAX = 100;
  private static final Duration DURATION_MAX = Duration.ofDays(30);
  private static final double MILLIS = 1000;

  private final int devices;
  private final boolean campaign;

  /**
   * Reads what may be expected of a fleet.
   *
   * @param campaign whether the built-in server has one
   */
  ExpectFile(int devices, boolean campaign) {
    this.devices = devices;
    this.campaign = campaign;
  }

  /** An empty list, or an empty map, says that nothing is expected. */
  List<Expectation> read(Setting expect) {
    if (!expect.isList()) {
      return expect.keys().isEmpty() ? List.of() : entry(expect);
    }
    List<Expectation> all = new ArrayList<>();
    expect.items().forEach(entry -> all.addAll(entry(entry)));
    return all;
  }

  private List<Expectation> entry(Setting entry) {
    entry.only(Keys.EXPECTATION.array());
    Optional<Duration> within = entry.find("within").map(ExpectFile::duration);
    List<Expectation> all = new ArrayList<>();
    for (Metric metric : Metric.ALL) {
      find(entry, metric).ifPresent(value -> all.add(expectation(metric, value, within)));
    }
    if (all.isEmpty()) {
      throw entry.problem("nothing is expected here; add updated: all");
    }
    if (within.isPresent() && all.stream().noneMatch(it -> it.metric().timed())) {
      throw entry.get("within").problem("within goes with joined, complete and updated only");
    }
    return all;
  }

  /** What stands under {@code airtime: {perGateway: …}} or under {@code updated:}. */
  private static Optional<Setting> find(Setting entry, Metric metric) {
    String[] path = metric.key().split("\\.", 2);
    Optional<Setting> first = entry.find(path[0]);
    if (path.length == 1 || first.isEmpty()) {
      return first;
    }
    first
        .get()
        .only(metric == Metric.AIRTIME_PER_GATEWAY ? Keys.AIRTIME.array() : Keys.ENERGY.array());
    return Optional.of(first.get().get(path[1]));
  }

  private Expectation expectation(Metric metric, Setting value, Optional<Duration> within) {
    Matcher figure = FIGURE.matcher(value.text());
    if (!figure.matches()) {
      throw value.problem("'" + value.text() + "' is no figure; write it as 20, \">= 99%\" or all");
    }
    if (metric == Metric.VERDICT && !campaign) {
      throw value.problem("there is no verdict without a campaign; add campaign:");
    }
    Setting amount = value.part(figure.group(2));
    Unit unit = unit(metric, amount);
    return new Expectation(
        metric,
        comparison(metric, figure.group(1)),
        amount(metric, amount, unit),
        unit,
        metric.timed() ? within : Optional.empty());
  }

  private static Comparison comparison(Metric metric, String sign) {
    if (sign == null) {
      return WANTED.contains(metric) ? Comparison.AT_LEAST : Comparison.AT_MOST;
    }
    return Arrays.stream(Comparison.values())
        .filter(it -> it.sign().equals(sign))
        .findFirst()
        .orElseThrow();
  }

  private static Unit unit(Metric metric, Setting amount) {
    if (metric.units().contains(Unit.DEVICES)) {
      boolean share = amount.text().endsWith("%") || amount.text().equals("all");
      return share ? Unit.SHARE : Unit.DEVICES;
    }
    return metric.units().iterator().next();
  }

  private double amount(Metric metric, Setting amount, Unit unit) {
    int most = metric == Metric.OVERHEAD ? OVERHEAD_MAX : 1;
    return switch (unit) {
      case DEVICES -> amount.number(0, devices);
      case SHARE -> amount.text().equals("all") ? 1 : Amounts.share(amount, most);
      case SECONDS -> duration(amount).toMillis() / MILLIS;
      case JOULES -> amount.decimal();
      case ENDING -> amount.choice(endings()).rank();
    };
  }

  private static Map<String, Ending> endings() {
    return Ending.ALL.stream().collect(Collectors.toMap(Ending::name, Function.identity()));
  }

  private static Duration duration(Setting value) {
    Duration duration = value.duration();
    if (duration.compareTo(DURATION_MAX) > 0) {
      throw value.problem("no run takes more than 30d");
    }
    return duration;
  }
}
