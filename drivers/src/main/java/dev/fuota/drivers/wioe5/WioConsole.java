package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.at.AtAnswer;
import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands to the module, and what its answers mean. No sentence shows a value of a command. */
final class WioConsole {
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration DUTY_CYCLE = Duration.ofSeconds(10);
  private static final Pattern NO_BAND = Pattern.compile("No band in (\\d{1,9})ms.*");
  private static final String SILENT =
      "The Wio-E5 does not answer: check its power, the wires, and the speed of the port (9600"
          + " baud, if nobody changed it).";

  private final AtConsole console;

  /** {@code console} has {@link #outcome} for its meaning. */
  WioConsole(AtConsole console) {
    this.console = console;
  }

  /**
   * What was answered.
   *
   * @param texts the lines without the name of their command
   */
  record Answer(Outcome outcome, List<String> texts) {
    /** The last line; empty if there was none. */
    String value() {
      return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
    }
  }

  void ask(String command, Consumer<Answer> done) {
    console.ask(command, reply -> done.accept(answer(reply)));
  }

  void ask(String command, Duration limit, Consumer<Answer> done) {
    console.ask(command, limit, reply -> done.accept(answer(reply)));
  }

  private static Answer answer(AtConsole.Reply reply) {
    return new Answer(reply.outcome(), reply.lines().stream().map(WioSyntax::text).toList());
  }

  Step probe() {
    return console.probe("AT");
  }

  /** A command of which it counts only that it is answered. */
  Step step(String command) {
    return console.step(command);
  }

  /** Reads a setting and writes it if it is another one; the answer has to be what was written. */
  Step ensure(String name, String wanted) {
    return done ->
        ask(
            "AT+" + name,
            read -> {
              if (!read.outcome().isOk() || read.value().equals(wanted)) {
                done.accept(read.outcome());
              } else {
                set("AT+" + name + "=" + wanted, wanted).perform(done);
              }
            });
  }

  /** Writes something that is answered in this way, in any case and with any blanks. */
  Step set(String command, String answered) {
    return done ->
        ask(
            command,
            answer -> {
              boolean kept = plain(answer.value()).startsWith(plain(answered));
              done.accept(
                  answer.outcome().isOk() && !kept
                      ? Outcome.failed(
                          "The Wio-E5 answers AT+"
                              + WioSyntax.commandName(command)
                              + " but does not take the value.")
                      : answer.outcome());
            });
  }

  private static String plain(String text) {
    return text.replaceAll("[\\s\":]", "").toUpperCase(Locale.ROOT);
  }

  static Outcome outcome(String command, AtAnswer answer) {
    if (answer.isDone()) {
      return Outcome.OK;
    }
    return answer.isGone() ? Outcome.gone(SILENT) : refusal(command, answer);
  }

  private static Outcome refusal(String command, AtAnswer answer) {
    String text = WioSyntax.text(answer.word());
    if (text.startsWith(WioSyntax.BUSY)) {
      return Outcome.busy(BUSY);
    }
    if (text.startsWith(WioSyntax.NOT_JOINED)) {
      return Outcome.NOT_JOINED;
    }
    if (text.startsWith(WioSyntax.NO_BAND) || text.startsWith(WioSyntax.NO_CHANNEL)) {
      Matcher wait = NO_BAND.matcher(text);
      return Outcome.busy(
          wait.matches() ? Duration.ofMillis(Long.parseLong(wait.group(1))) : DUTY_CYCLE);
    }
    String shown = text.matches("[A-Za-z0-9 ()-]{1,40}") ? text : "an error";
    return Outcome.failed(
        "The Wio-E5 refuses AT+" + WioSyntax.commandName(command) + ": " + shown + ".");
  }
}
