package dev.fuota.drivers.atslave;

import dev.fuota.drivers.at.AtAnswer;
import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.at.AtSyntax;
import dev.fuota.drivers.modem.Outcome;
import java.time.Duration;
import java.util.Set;

/** What the lines of AT_Slave mean: values, then {@code OK} or a word for what is wrong. */
final class SlaveSyntax implements AtSyntax {
  /** The command that changes nothing, and is refused while the MAC is busy. */
  static final String SET_CLASS = "AT+CLASS=";

  /** The first line of its own when it has started. */
  static final String BANNER = "ATtention command interface";

  private static final String OK = "OK";
  private static final String GENERAL = "AT_ERROR";
  private static final Set<String> ERRORS =
      Set.of(
          GENERAL,
          "AT_PARAM_ERROR",
          "AT_BUSY_ERROR",
          "AT_TEST_PARAM_OVERFLOW",
          "AT_NO_NETWORK_JOINED",
          "AT_RX_ERROR",
          "AT_NO_CLASS_B_ENABLE",
          "AT_DUTYCYCLE_RESTRICTED",
          "AT_CRYPTO_ERROR",
          "error unknown");

  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration DUTY_CYCLE = Duration.ofSeconds(10);

  @Override
  public Role role(String command, String line) {
    if (line.startsWith("+EVT:") || line.equals(BANNER)) {
      return Role.EVENT;
    }
    if (line.equals(OK)) {
      return Role.DONE;
    }
    return ERRORS.contains(line) ? Role.ERROR : Role.VALUE;
  }

  /** The first line of this form; empty if there is none. */
  static String value(AtConsole.Reply reply, String form) {
    return reply.lines().stream().filter(line -> line.matches(form)).findFirst().orElse("");
  }

  /** What an answer means. */
  static Outcome outcome(String command, AtAnswer answer) {
    if (answer.isDone()) {
      return Outcome.OK;
    }
    if (answer.isGone()) {
      return Outcome.gone(
          "The STM32WL does not answer: check its power, the wires, and the speed of the port (9600"
              + " baud, if its firmware was not built for another one).");
    }
    return switch (answer.word()) {
      case "AT_BUSY_ERROR" -> Outcome.busy(BUSY);
      case "AT_DUTYCYCLE_RESTRICTED" -> Outcome.busy(DUTY_CYCLE);
      case "AT_NO_NETWORK_JOINED" -> Outcome.NOT_JOINED;
      default -> refusal(command, answer.word());
    };
  }

  private static Outcome refusal(String command, String word) {
    return command.startsWith(SET_CLASS) && word.equals(GENERAL)
        ? Outcome.busy(BUSY)
        : Outcome.failed("The STM32WL refuses " + command.split("=", 2)[0] + ": " + word + ".");
  }
}
