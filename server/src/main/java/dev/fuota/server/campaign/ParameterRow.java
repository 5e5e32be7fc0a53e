package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.ParameterReader.shortened;

import dev.fuota.server.campaign.CampaignParameter.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes rows of the table of parameters, by the kind of their values. */
final class ParameterRow {
  private ParameterRow() {}

  static CampaignParameter integer(
      String name,
      int min,
      int max,
      Function<CampaignParameters, Optional<Integer>> get,
      BiConsumer<CampaignParametersBuilder, Integer> set,
      String meaning) {
    return new CampaignParameter(
        name,
        Kind.INTEGER,
        "",
        min + ".." + max,
        meaning,
        (into, text) -> {
          var value = ParameterText.integer(text);
          if (value.isEmpty() || (int) value.getAsLong() != value.getAsLong()) {
            return Optional.of("is '" + shortened(text) + "'");
          }
          set.accept(into, (int) value.getAsLong());
          return Optional.empty();
        },
        it -> get.apply(it).map(String::valueOf).orElse(""),
        it -> get.apply(it).filter(is -> is < min || is > max).map(is -> "is " + is));
  }

  /**
   * A length of time.
   *
   * @param unit of a number that stands alone
   */
  static CampaignParameter duration(
      String name,
      String unit,
      Duration min,
      Duration max,
      Function<CampaignParameters, Optional<Duration>> get,
      BiConsumer<CampaignParametersBuilder, Duration> set,
      String meaning) {
    return new CampaignParameter(
        name,
        Kind.DURATION,
        unit,
        ParameterText.text(min) + ".." + ParameterText.text(max),
        meaning,
        (into, text) -> {
          Optional<Duration> value = ParameterText.duration(text, unit);
          value.ifPresent(duration -> set.accept(into, duration));
          return value.isPresent() ? Optional.empty() : Optional.of("is '" + shortened(text) + "'");
        },
        it -> get.apply(it).map(ParameterText::text).orElse(""),
        it ->
            get.apply(it)
                .filter(is -> is.compareTo(min) < 0 || is.compareTo(max) > 0)
                .map(is -> "is " + is));
  }

  static CampaignParameter flag(
      String name,
      Function<CampaignParameters, Boolean> get,
      BiConsumer<CampaignParametersBuilder, Boolean> set,
      String meaning) {
    return choice(name, Kind.BOOLEAN, Map.of("true", true, "false", false), get, set, meaning);
  }

  static <T> CampaignParameter choice(
      String name,
      Kind kind,
      Map<String, T> words,
      Function<CampaignParameters, T> get,
      BiConsumer<CampaignParametersBuilder, T> set,
      String meaning) {
    List<String> sorted = words.keySet().stream().sorted().toList();
    return new CampaignParameter(
        name,
        kind,
        "",
        String.join(" or ", sorted),
        meaning,
        (into, text) -> {
          Optional<T> value = Optional.ofNullable(words.get(text));
          value.ifPresent(it -> set.accept(into, it));
          return value.isPresent() ? Optional.empty() : Optional.of("is '" + shortened(text) + "'");
        },
        it ->
            sorted.stream().filter(w -> get.apply(it).equals(words.get(w))).findFirst().orElse(""),
        it -> Optional.empty());
  }

  static CampaignParameter share(
      String name,
      double max,
      Function<CampaignParameters, Double> get,
      BiConsumer<CampaignParametersBuilder, Double> set,
      String meaning) {
    return new CampaignParameter(
        name,
        Kind.SHARE,
        "",
        "0%.." + ParameterText.percent(max),
        meaning,
        (into, text) -> {
          Optional<Double> value = ParameterText.share(text);
          value.ifPresent(it -> set.accept(into, it));
          return value.isPresent() ? Optional.empty() : Optional.of("is '" + shortened(text) + "'");
        },
        it -> ParameterText.percent(get.apply(it)),
        it ->
            Optional.of(get.apply(it))
                .filter(is -> !(is >= 0 && is <= max))
                .map(is -> "is " + ParameterText.percent(is)));
  }

  /** A row whose values are like no other's. */
  static CampaignParameter special(
      String name,
      Kind kind,
      String allowed,
      BiFunction<CampaignParametersBuilder, String, Boolean> reader,
      Function<CampaignParameters, String> writer,
      Function<CampaignParameters, Optional<String>> check,
      String meaning) {
    return new CampaignParameter(
        name,
        kind,
        "",
        allowed,
        meaning,
        (into, text) ->
            reader.apply(into, text)
                ? Optional.empty()
                : Optional.of("is '" + shortened(text) + "'"),
        writer,
        check);
  }
}
