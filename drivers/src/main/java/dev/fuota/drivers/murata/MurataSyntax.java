package dev.fuota.drivers.murata;

import dev.fuota.drivers.at.AtAnswer;
import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.at.AtSyntax;
import dev.fuota.drivers.modem.Outcome;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of lora-modem mean: an answer is one line, {@code +OK} or {@code +ERR}. */
final class MurataSyntax implements AtSyntax {
  /** Keys are not shown, once it was told so. */
  static final String DENIED = "50";

  /** The build has not this region. */
  static final String NO_BAND = "15";

  private static final String OK = "+OK";
  private static final Pattern ERROR = Pattern.compile("\\+ERR=-(\\d{1,2})");
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration DUTY_CYCLE = Duration.ofSeconds(10);

  @Override
  public Role role(String command, String line) {
    if (line.equals(OK) || line.startsWith(OK + "=")) {
      return Role.DONE;
    }
    return ERROR.matcher(line).matches() ? Role.ERROR : Role.EVENT;
  }

  /** What was read, without the word before it. */
  static String value(AtConsole.Reply reply) {
    return reply.last().startsWith(OK + "=") ? reply.last().substring(OK.length() + 1) : "";
  }

  /** The number of the error, without its sign; empty if it is none. */
  static String error(AtConsole.Reply reply) {
    Matcher matcher = ERROR.matcher(reply.last());
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** What an answer means. */
  static Outcome outcome(String command, AtAnswer answer) {
    if (answer.isDone()) {
      return Outcome.OK;
    }
    Matcher matcher = ERROR.matcher(answer.word());
    if (answer.isGone() || !matcher.matches()) {
      return Outcome.gone(
          "The Murata module does not answer: check its power, the wires, and the speed of the"
              + " port (19200 baud, if nobody changed it).");
    }
    return switch (matcher.group(1)) {
      case "5" -> Outcome.NOT_JOINED;
      case "7" -> Outcome.busy(BUSY);
      case "18", "19" -> Outcome.busy(DUTY_CYCLE);
      default ->
          Outcome.failed(
              "The Murata module refuses "
                  + command.split("[=? \r]", 2)[0]
                  + " with error -"
                  + matcher.group(1)
                  + ".");
    };
  }
}
