package dev.fuota.emulators.modem;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command of RUI3, and what it does in each form.
 *
 * @param name as behind {@code AT+}
 * @param lorawan whether it needs the LoRaWAN mode
 * @param read the value of {@code AT+X=?}; null: it cannot be read
 * @param set does {@code AT+X=value} and says the word of the answer; null: it cannot be set
 * @param run does {@code AT+X} and says the word of the answer; null: it cannot be run
 */
record Rui3Command(
    String name,
    boolean lorawan,
    @Nullable Supplier<String> read,
    @Nullable Function<String, String> set,
    @Nullable Supplier<String> run) {
  static final String OK = "OK";
  static final String ERROR = "AT_ERROR";
  static final String PARAM_ERROR = "AT_PARAM_ERROR";
  static final String BUSY = "AT_BUSY_ERROR";
  static final String OVERFLOW = "AT_TEST_PARAM_OVERFLOW";
  static final String NO_CLASS_B = "AT_NO_CLASSB_ENABLE";
  static final String NOT_JOINED = "AT_NO_NETWORK_JOINED";
  static final String NO_SUPPORT = "AT_MODE_NO_SUPPORT";
  static final String NOT_FOUND = "AT_COMMAND_NOT_FOUND";
  static final String UNSUPPORTED_BAND = "AT_UNSUPPORTED_BAND";

  static Rui3Command readable(String name, boolean lorawan, Supplier<String> read) {
    return new Rui3Command(name, lorawan, read, null, null);
  }

  static Rui3Command setting(
      String name, boolean lorawan, Supplier<String> read, Function<String, String> set) {
    return new Rui3Command(name, lorawan, read, set, null);
  }

  /** How a command is used. */
  enum Form {
    RUN,
    SET,
    READ,
    HELP
  }

  /** A line that begins with {@code AT}: what is asked. */
  record Request(String name, Form form, String value) {

    /** Takes a line apart; names are in any case, {@code AT} alone has no name. */
    static Request of(String line) {
      String behind = line.substring(2);
      if (!behind.startsWith("+")) {
        return new Request(behind.toUpperCase(Locale.ROOT), Form.RUN, "");
      }
      int equals = behind.indexOf('=');
      if (equals > 0) {
        String value = behind.substring(equals + 1);
        Form form = value.equals("?") ? Form.READ : Form.SET;
        return new Request(upper(behind.substring(1, equals)), form, value);
      }
      return behind.endsWith("?")
          ? new Request(upper(behind.substring(1, behind.length() - 1)), Form.HELP, "")
          : new Request(upper(behind.substring(1)), Form.RUN, "");
    }

    private static String upper(String name) {
      return name.toUpperCase(Locale.ROOT);
    }
  }
}
