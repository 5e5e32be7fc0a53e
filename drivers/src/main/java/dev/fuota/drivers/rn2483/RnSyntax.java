package dev.fuota.drivers.rn2483;

import dev.fuota.drivers.at.AtAnswer;
import dev.fuota.drivers.at.AtSyntax;
import dev.fuota.drivers.modem.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the lines of an RN2483 mean. Each command has one line for its answer, and nothing in it
 * says of which command it is: so it has to be of the form that the command asks for.
 */
final class RnSyntax implements AtSyntax {
  static final String VERSION = "sys get ver";
  static final Pattern BANNER = Pattern.compile("RN2(?:483|903)\\S{0,4} \\d.{0,60}");
  private static final String OK = "ok";
  private static final Set<String> REFUSALS =
      Set.of(
          "invalid_param",
          "not_joined",
          "no_free_ch",
          "silent",
          "busy",
          "mac_paused",
          "keys_not_init",
          "invalid_data_len",
          "frame_counter_err_rejoin_needed",
          "fram_counter_err_rejoin_needed",
          "invalid_class",
          "multicast_keys_not_set");

  /** What {@code mac get} answers, by the first word of what is asked. */
  private static final Map<String, Pattern> VALUES =
      Map.of(
          "deveui", Pattern.compile("[0-9A-Fa-f]{16}"),
          "appeui", Pattern.compile("[0-9A-Fa-f]{16}"),
          "mcastdevaddr", Pattern.compile("[0-9A-Fa-f]{8}"),
          "status", Pattern.compile("[0-9A-Fa-f]{8}"),
          "class", Pattern.compile("[ACac]"),
          "adr", Pattern.compile("on|off"),
          "mcast", Pattern.compile("on|off"),
          "dr", Pattern.compile("\\d{1,2}"),
          "rx2", Pattern.compile("\\d{1,2} \\d{9}"));

  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration DUTY_CYCLE = Duration.ofSeconds(10);

  @Override
  public Role role(String command, String line) {
    if (REFUSALS.contains(line)) {
      return Role.ERROR;
    }
    return isAnswer(command, line) ? Role.DONE : Role.EVENT;
  }

  private static boolean isAnswer(String command, String line) {
    if (command.equals(VERSION)) {
      return BANNER.matcher(line).matches();
    }
    if (command.startsWith("mac get ")) {
      Pattern form = VALUES.get(command.split(" ", -1)[2]);
      return form != null && form.matcher(line).matches();
    }
    return line.equals(OK);
  }

  /** What an answer means. */
  static Outcome outcome(String command, AtAnswer answer) {
    if (answer.isDone()) {
      return Outcome.OK;
    }
    if (answer.isGone()) {
      return Outcome.gone(
          "The RN2483 does not answer: check its power, the wires, and that the port has 57600"
              + " baud.");
    }
    return switch (answer.word()) {
      case "busy" -> Outcome.busy(BUSY);
      case "no_free_ch" -> Outcome.busy(DUTY_CYCLE);
      case "not_joined", "frame_counter_err_rejoin_needed", "fram_counter_err_rejoin_needed" ->
          Outcome.NOT_JOINED;
      case "keys_not_init" ->
          Outcome.gone("The RN2483 has lost its keys, as in a reset; it is set up anew.");
      default -> Outcome.failed("The RN2483 refuses " + name(command) + ": " + answer.word() + ".");
    };
  }

  /** {@code mac set appkey}, without its value. */
  private static String name(String command) {
    List<String> words = List.of(command.split(" ", -1));
    boolean setting = words.size() > 2 && Set.of("set", "get").contains(words.get(1));
    return String.join(" ", words.subList(0, Math.min(words.size(), setting ? 3 : 2)));
  }
}
