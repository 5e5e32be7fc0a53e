package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.at.AtSyntax;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the lines of a Wio-E5 mean. There is no OK that all answers end with: each begins with the
 * name of its command, and most have one line.
 */
final class WioSyntax implements AtSyntax {
  static final String BUSY = "LoRaWAN modem is busy";
  static final String NOT_JOINED = "Please join network first";
  static final String NO_CHANNEL = "No free channel";
  static final String NO_BAND = "No band";

  private static final Set<String> UPLINKS = Set.of("MSG", "CMSG", "MSGHEX", "CMSGHEX");
  private static final Set<String> LAST = Set.of("Done", "Joined already");
  private static final List<String> REFUSALS =
      List.of("ERROR", BUSY, NOT_JOINED, NO_CHANNEL, NO_BAND, "DR error", "Length error");

  /** What of an uplink's lines is not about the uplink. */
  private static final Pattern HEARD = Pattern.compile("(PORT:|MULTICAST|RXWIN|FPENDING|Link ).*");

  private static final Pattern SCHEME = Pattern.compile("[A-Z]+\\d+\\S* DR\\d.*");

  @Override
  public Role role(String command, String line) {
    String text = text(line);
    if (!name(line).equals(commandName(command))) {
      return text.startsWith("ERROR") && line.startsWith("+AT:") ? Role.ERROR : Role.EVENT;
    }
    if (REFUSALS.stream().anyMatch(text::startsWith)) {
      return Role.ERROR;
    }
    if (UPLINKS.contains(name(line))) {
      return HEARD.matcher(text).matches() ? Role.EVENT : end(text);
    }
    if (name(line).equals("JOIN")) {
      return end(text);
    }
    boolean firstOfTwo = command.equalsIgnoreCase("AT+DR") && !SCHEME.matcher(text).matches();
    return firstOfTwo ? Role.VALUE : Role.DONE;
  }

  private static Role end(String text) {
    return LAST.contains(text) ? Role.DONE : Role.VALUE;
  }

  /** Whether a line is of an uplink, or of what came unasked. */
  static boolean isOfUplinks(String line) {
    return UPLINKS.contains(name(line));
  }

  /** {@code MSGHEX} of {@code +MSGHEX: Done}; empty if the line has no such form. */
  static String name(String line) {
    int colon = line.indexOf(':');
    return line.startsWith("+") && colon > 0 ? line.substring(1, colon) : "";
  }

  /** {@code Done} of {@code +MSGHEX: Done}. */
  static String text(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  /** {@code MSGHEX} of {@code AT+MSGHEX="00"}; {@code AT} of {@code AT}. */
  static String commandName(String command) {
    String upper = command.toUpperCase(Locale.ROOT);
    int equals = upper.indexOf('=');
    String name = equals < 0 ? upper : upper.substring(0, equals);
    return name.startsWith("AT+") ? name.substring("AT+".length()) : name;
  }
}
