package dev.fuota.fleet.scenario;

import dev.fuota.fleet.air.BurstLinks;
import dev.fuota.fleet.air.BurstModel;
import dev.fuota.fleet.air.DwellBursts;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.scenario.Scenario.AirChoice;
import dev.fuota.server.planner.GilbertElliott;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code air} of a scenario. */
final class AirFile {
  /** Frames; what a loss of which nothing else is said has in a row, in the mean. */
  private static final double MEAN_BURST = 2.5;

  private static final double BURST_MAX = 10_000;
  private static final Duration DWELL_MIN = Duration.ofMillis(1);
  private static final Duration DWELL_MAX = Duration.ofDays(30);

  private static final Map<String, Function<Setting, BurstModel>> MODELS =
      Map.of(
          "gilbert-elliott",
          AirFile::gilbertElliott,
          "independent",
          AirFile::independent,
          "dwell",
          AirFile::dwell);

  private AirFile() {}

  /** Air that loses nothing. */
  static AirChoice ideal() {
    return of(LinkPreset.IDEAL);
  }

  private static AirChoice of(LinkPreset preset) {
    return new AirChoice(preset, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static AirChoice read(Setting air) {
    if (air.isText()) {
      return of(preset(air));
    }
    air.only(Keys.AIR.array());
    Optional<Setting> bursts = air.find("bursts");
    bursts.ifPresent(it -> it.only(Keys.BURSTS.array()));
    Optional<Setting> ofDevices = bursts.flatMap(it -> it.find("device"));
    if (air.find("loss").isPresent() && ofDevices.isPresent()) {
      throw ofDevices.get().problem("loss says already what devices lose; remove one of the two");
    }
    return new AirChoice(
        air.get("preset", LinkPreset.IDEAL, AirFile::preset),
        air.find("loss").or(() -> ofDevices).flatMap(AirFile::loss),
        bursts.flatMap(it -> it.find("area")).flatMap(AirFile::loss),
        bursts.flatMap(it -> it.find("gateway")).flatMap(AirFile::loss));
  }

  private static LinkPreset preset(Setting value) {
    return value.choice(
        LinkPreset.ALL.stream().collect(Collectors.toMap(LinkPreset::name, preset -> preset)));
  }

  /** A share alone, or a map with a model; a share of 0 leaves it to the preset. */
  private static Optional<BurstModel> loss(Setting loss) {
    if (!loss.isText()) {
      return Optional.of(loss.get("model").choice(MODELS).apply(loss));
    }
    double mean = mean(loss);
    return mean == 0
        ? Optional.empty()
        : Optional.of(new BurstLinks(GilbertElliott.of(mean, MEAN_BURST)));
  }

  private static double mean(Setting value) {
    double mean = Amounts.probability(value);
    if (mean >= 1) {
      throw value.problem("if all is lost nothing happens");
    }
    return mean;
  }

  /** Either the mean and the burst, or the four probabilities. */
  private static BurstModel gilbertElliott(Setting loss) {
    loss.only(Keys.GILBERT_ELLIOTT.array());
    if (loss.find("mean").isEmpty()) {
      return chain(loss);
    }
    for (String other : new String[] {"good", "bad", "toBad", "toGood"}) {
      loss.find(other)
          .ifPresent(
              value -> {
                throw value.problem("mean and burst say it already; remove " + other);
              });
    }
    double burst = loss.get("burst", MEAN_BURST, Setting::decimal);
    if (burst < 1 || burst > BURST_MAX) {
      throw loss.get("burst").problem("a burst has 1 to 10000 frames");
    }
    return new BurstLinks(GilbertElliott.of(mean(loss.get("mean")), burst));
  }

  private static BurstModel chain(Setting loss) {
    loss.find("burst")
        .ifPresent(
            value -> {
              throw value.problem("burst goes with mean; add mean:, or write toGood:");
            });
    double toGood = Amounts.probability(loss.get("toGood"));
    if (toGood == 0) {
      throw loss.get("toGood").problem("a link that never turns good again hears nothing");
    }
    return new BurstLinks(
        new GilbertElliott(
            Amounts.probability(loss.get("toBad")),
            toGood,
            Amounts.probability(loss.get("good")),
            Amounts.probability(loss.get("bad"))));
  }

  /** Each frame by itself: a chain that forgets its state with every frame. */
  private static BurstModel independent(Setting loss) {
    loss.only(Keys.INDEPENDENT.array());
    double mean = mean(loss.get("mean"));
    return new BurstLinks(new GilbertElliott(mean, 1 - mean, 0, 1));
  }

  private static BurstModel dwell(Setting loss) {
    loss.only(Keys.DWELL.array());
    return new DwellBursts(
        stay(loss.get("meanGood")),
        stay(loss.get("meanBad")),
        Amounts.probability(loss.get("good")),
        Amounts.probability(loss.get("bad")));
  }

  private static Duration stay(Setting value) {
    Duration stay = value.duration();
    if (stay.compareTo(DWELL_MIN) < 0 || stay.compareTo(DWELL_MAX) > 0) {
      throw value.problem("a link stays good or bad for 1ms to 30d");
    }
    return stay;
  }
}
