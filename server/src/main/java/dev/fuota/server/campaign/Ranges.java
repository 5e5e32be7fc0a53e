package dev.fuota.server.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects the parameters that lie outside their ranges, each as one sentence. */
final class Ranges {
  private final List<String> problems = new ArrayList<>();

  Ranges check(String name, long value, long min, long max) {
    return require(
        value >= min && value <= max, name + " is " + value + ", not within " + min + ".." + max);
  }

  Ranges check(String name, Duration value, Duration min, Duration max) {
    return require(
        value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        name + " is " + value + ", not within " + min + ".." + max);
  }

  Ranges require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
    return this;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
