package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.server.campaign.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts from outside by their names, read one after the other. What cannot be read leaves a problem
 * and has its default; what nobody read in the end is a problem too. A key never comes back in a
 * sentence.
 */
final class Attributes {
  private static final int SHOWN_MAX = 40;

  private final Map<String, String> left;
  private final List<Problem> problems = new ArrayList<>();

  Attributes(Map<String, String> given) {
    this.left = new HashMap<>(given);
  }

  /** What a text means; throws {@link IllegalArgumentException} or gives null if nothing. */
  interface Meaning<T> {
    @Nullable T of(String text);
  }

  <T> Optional<T> read(String name, String allowed, Meaning<T> meaning) {
    String text = left.remove(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> value = meant(text.strip(), meaning);
    if (value.isEmpty()) {
      problems.add(new Problem(name, "is " + shown(text), allowed));
    }
    return value;
  }

  private static <T> Optional<T> meant(String text, Meaning<T> meaning) {
    try {
      return Optional.ofNullable(meaning.of(text));
    } catch (IllegalArgumentException noSuchThing) {
      return Optional.empty();
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }

  Optional<AesKey> key(String name) {
    String text = left.remove(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<AesKey> key = meant(text.strip(), AesKey::fromHex);
    if (key.isEmpty()) {
      problems.add(new Problem(name, "is no key", "32 hexadecimal digits"));
    }
    return key;
  }

  <T> Optional<T> choice(String name, Map<String, T> words) {
    return read(name, String.join(", ", new TreeMap<>(words).keySet()), words::get);
  }

  Optional<Integer> integer(String name, int min, int max) {
    Function<String, Integer> parse = Integer::valueOf;
    return read(
        name,
        min + ".." + max,
        text -> {
          int value = parse.apply(text);
          return value >= min && value <= max ? value : null;
        });
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  /** Says what is wrong beyond a single text. */
  void wrong(String name, String sentence, String allowed) {
    problems.add(new Problem(name, sentence, allowed));
  }

  /** Says that something must be there. */
  void missing(String name, String allowed) {
    boolean wrong = problems.stream().anyMatch(problem -> problem.parameter().equals(name));
    if (!wrong) {
      problems.add(new Problem(name, "is not there", allowed));
    }
  }

  /** What was wrong, with what nobody asked for. */
  List<Problem> problems(List<String> names) {
    for (String name : new TreeMap<>(left).keySet()) {
      problems.add(
          new Problem(shown(name), "is no attribute of a device", String.join(", ", names)));
    }
    return List.copyOf(problems);
  }
}
