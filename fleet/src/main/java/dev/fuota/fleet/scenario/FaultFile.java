package dev.fuota.fleet.scenario;

import dev.fuota.fleet.fault.At;
import dev.fuota.fleet.fault.Deed;
import dev.fuota.fleet.fault.Fault;
import dev.fuota.fleet.fault.Moment;
import dev.fuota.fleet.fault.Whom;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code faults} of a scenario. */
final class FaultFile {
  private static final Pattern FRAGMENT = Pattern.compile("fragment (\\S+)");
  private static final int FRAGMENTS_MAX = 1_000_000;
  private static final int FAULTS_MAX = 100;

  private final int devices;
  private final int gateways;
  private final boolean campaign;
  private final Duration longest;

  /**
   * Reads the faults of a fleet.
   *
   * @param devices how many it has
   * @param gateways how many each cell has
   * @param campaign whether the built-in server has one
   * @param longest time for which the run may go on
   */
  FaultFile(int devices, int gateways, boolean campaign, Duration longest) {
    this.devices = devices;
    this.gateways = gateways;
    this.campaign = campaign;
    this.longest = longest;
  }

  List<Fault> read(Setting list) {
    List<Fault> faults = new ArrayList<>();
    for (Setting fault : list.items()) {
      if (faults.size() == FAULTS_MAX) {
        throw fault.problem("a scenario has at most " + FAULTS_MAX + " faults");
      }
      faults.add(fault(fault));
    }
    return faults;
  }

  private Fault fault(Setting fault) {
    fault.only(Keys.FAULT.array());
    Deed deed = fault.get("do").choice(byLabel(Deed.values(), Deed::label));
    At at = at(fault.get("at"), every(fault));
    Whom whom = whom(fault, deed);
    Duration lasts = fault.get("for", Duration.ZERO, Setting::duration);
    Fault.problem(at, whom, deed, lasts)
        .ifPresent(
            sentence -> {
              throw fault.problem(sentence);
            });
    return new Fault(at, whom, deed, lasts);
  }

  private static boolean every(Setting fault) {
    return fault.get("every", false, value -> value.choice(Map.of("flash-operation", true)));
  }

  private At at(Setting at, boolean everyFlashOperation) {
    Matcher fragment = FRAGMENT.matcher(at.text());
    Map<String, Moment> moments = byLabel(Moment.values(), Moment::label);
    if (moments.containsKey(at.text())) {
      Moment moment = at.choice(moments);
      if (moment != Moment.JOIN) {
        needsCampaign(at);
      }
      return new At.Step(moment, everyFlashOperation);
    }
    if (everyFlashOperation) {
      throw at.problem("every: flash-operation goes with a step, such as boot");
    }
    if (fragment.matches()) {
      needsCampaign(at);
      return new At.Fragment(at.part(fragment.group(1)).number(1, FRAGMENTS_MAX));
    }
    return new At.Time(time(at, moments));
  }

  private Duration time(Setting at, Map<String, Moment> moments) {
    if (!Character.isDigit(at.text().charAt(0))) {
      throw at.problem(
          "'"
              + at.text()
              + "' is neither a time, nor a fragment, nor a step; "
              + Nearest.suggestion(at.text(), moments.keySet().stream().sorted().toList()));
    }
    Duration time = at.duration();
    if (time.compareTo(longest) > 0) {
      throw at.problem("the run is over by then; it takes at most " + longest.toSeconds() + "s");
    }
    return time;
  }

  private void needsCampaign(Setting at) {
    if (!campaign) {
      throw at.problem("without a campaign no device comes there; add campaign:");
    }
  }

  private Whom whom(Setting fault, Deed deed) {
    Optional<Setting> struck = fault.find("devices");
    Optional<Setting> gateway = fault.find("gateway");
    boolean server =
        fault.get(
            "server",
            deed == Deed.SERVER_KILL && struck.or(() -> gateway).isEmpty(),
            Setting::yesNo);
    int named = (struck.isPresent() ? 1 : 0) + (gateway.isPresent() ? 1 : 0) + (server ? 1 : 0);
    if (named != 1) {
      throw fault.problem("a fault strikes one of devices: 5%, gateway: 0 and server: true");
    }
    if (struck.isPresent()) {
      return devices(struck.get());
    }
    return server ? new Whom.Server() : new Whom.Gateway(gateway(gateway.orElseThrow()));
  }

  private Whom devices(Setting value) {
    if (!value.text().endsWith("%")) {
      return new Whom.Count(value.number(1, devices));
    }
    double share = Amounts.probability(value);
    if (share == 0) {
      throw value.problem("a fault that strikes none is none");
    }
    return new Whom.Share(share);
  }

  private int gateway(Setting value) {
    return value.number(0, gateways - 1);
  }

  private static <T> Map<String, T> byLabel(T[] values, Function<T, String> label) {
    return Arrays.stream(values).collect(Collectors.toMap(label, Function.identity()));
  }
}
