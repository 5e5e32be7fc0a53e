package dev.fuota.device.config;

import dev.fuota.settings.Setting;
import java.util.function.Function;

/** Hexadecimal numbers in a settings file. A key never comes back in a message. */
public final class Hex {
  private Hex() {}

  /** Reads a value; {@code what} says what belongs there. */
  public static <T> T read(Setting value, String what, Function<String, T> parse) {
    try {
      return parse.apply(value.text());
    } catch (IllegalArgumentException notThat) {
      throw value.problem(what + " belongs here");
    }
  }
}
