package dev.fuota.server.service;

import dev.fuota.server.campaign.Problem;
import dev.fuota.server.firmware.FormPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of a campaign that the engine does not know.
 *
 * @param form {@code form}: full, delta, compressed or auto; in which form firmware is sent
 * @param strict {@code strict}: whether a campaign is refused if any of its devices is
 * @param engines all other parameters
 */
record ServiceParameters(
    FormPolicy form, boolean strict, Map<String, String> engines, List<Problem> problems) {
  private static final Map<String, FormPolicy> FORMS =
      Map.of(
          "full", FormPolicy.FULL,
          "delta", FormPolicy.DELTA,
          "compressed", FormPolicy.COMPRESSED,
          "auto", FormPolicy.AUTO);
  private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

  static ServiceParameters read(Map<String, String> parameters) {
    Map<String, String> engines = new TreeMap<>(parameters);
    List<Problem> problems = new ArrayList<>();
    FormPolicy form = word("form", FORMS, engines, problems).orElse(FormPolicy.FULL);
    boolean strict = word("strict", FLAGS, engines, problems).orElse(false);
    return new ServiceParameters(form, strict, engines, problems);
  }

  private static <T> Optional<T> word(
      String name, Map<String, T> words, Map<String, String> parameters, List<Problem> problems) {
    String text = parameters.remove(name);
    T value = text == null ? null : words.get(text.strip());
    if (text != null && value == null) {
      String allowed = String.join(", ", new TreeMap<>(words).keySet());
      problems.add(new Problem(name, "is none of its words", allowed));
    }
    return Optional.ofNullable(value);
  }
}
