package dev.fuota.junit;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Fills in what only a running test knows, such as the port of its server. */
final class Placeholders {
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

  private Placeholders() {}

  /**
   * Replaces each <code>${name}</code>.
   *
   * @param values asked for the value of a name
   * @throws ExtensionConfigurationException if a name has none
   */
  static String filled(String text, Function<String, Optional<String>> values) {
    Matcher names = NAME.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (names.find()) {
      String value =
          values
              .apply(names.group(1))
              .orElseThrow(
                  () ->
                      new ExtensionConfigurationException(
                          "${%s} is neither a configuration parameter nor a system property"
                              .formatted(names.group(1))));
      names.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return names.appendTail(filled).toString();
  }
}
