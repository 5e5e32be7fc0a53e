package dev.fuota.drivers.rui3;

import dev.fuota.drivers.at.AtSyntax;
import java.util.Locale;
import java.util.Set;

/**
 * What the lines of RUI3 mean: {@code OK} or an error word ends an answer, {@code +} is an event.
 */
final class Rui3Syntax implements AtSyntax {
  static final String BUSY = "AT_BUSY_ERROR";
  static final String NOT_JOINED = "AT_NO_NETWORK_JOINED";
  static final String PARAMETER = "AT_PARAM_ERROR";
  static final String WRONG_MODE = "AT_MODE_NO_SUPPORT";

  /** The last line that the module says when it has started. */
  static final String BANNER = "Current Work Mode";

  private static final String OK = "OK";
  private static final Set<String> ERRORS =
      Set.of(
          "AT_ERROR",
          PARAMETER,
          BUSY,
          "AT_TEST_PARAM_OVERFLOW",
          "AT_NO_CLASSB_ENABLE",
          NOT_JOINED,
          "AT_RX_ERROR",
          WRONG_MODE,
          "AT_COMMAND_NOT_FOUND",
          "AT_UNSUPPORTED_BAND");

  @Override
  public Role role(String command, String line) {
    if (line.startsWith("+") || line.startsWith(BANNER)) {
      return Role.EVENT;
    }
    if (line.equals(OK)) {
      return Role.DONE;
    }
    return ERRORS.contains(line) ? Role.ERROR : Role.VALUE;
  }

  /** With echo on, an event can stand behind the part of the command that came back before it. */
  @Override
  public String clean(String command, String line) {
    int event = Math.max(line.indexOf("+EVT:"), line.indexOf("+BC:"));
    boolean behindEcho =
        event > 0
            && command
                .toUpperCase(Locale.ROOT)
                .startsWith(line.substring(0, event).toUpperCase(Locale.ROOT));
    return behindEcho ? line.substring(event) : line;
  }
}
