package dev.fuota.drivers.rui3;

import dev.fuota.drivers.at.AtAnswer;
import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands to the module, and what its answers mean. No sentence has more of a command than its
 * name.
 */
final class Console {
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Pattern DUTY_CYCLE = Pattern.compile("Restricted_Wait_(\\d{1,9})_ms");
  private static final String SILENT =
      "The RAK module does not answer: check its power, the wires, and that the port has 115200"
          + " baud.";

  private final AtConsole console;

  /** {@code console} has {@link #outcome} for its meaning. */
  Console(AtConsole console) {
    this.console = console;
  }

  /** What was read. */
  record Read(Outcome outcome, String value) {}

  /** Runs or sets something, as in {@code ATZ} or {@code AT+CLASS=A}. */
  void run(String command, Consumer<Outcome> done) {
    step(command).perform(done);
  }

  Step step(String command) {
    return console.step(command);
  }

  Step probe() {
    return console.probe("AT");
  }

  /** Reads a value by its name, as in {@code VER}. */
  void read(String name, Consumer<Read> done) {
    console.ask("AT+" + name + "=?", reply -> done.accept(read(name, reply)));
  }

  /** Reads lines that have no name before them. */
  void readLines(String name, Consumer<Read> done) {
    console.ask(
        "AT+" + name + "=?",
        reply -> done.accept(new Read(reply.outcome(), values(reply.lines()))));
  }

  private static String values(List<String> lines) {
    return String.join(",", lines.subList(0, Math.max(0, lines.size() - 1)));
  }

  private static Read read(String name, AtConsole.Reply reply) {
    if (!reply.outcome().isOk()) {
      return new Read(reply.outcome(), "");
    }
    Optional<String> value = value("AT+" + name + "=", reply.lines());
    return value
        .map(text -> new Read(reply.outcome(), text))
        .orElseGet(
            () ->
                new Read(
                    Outcome.failed(
                        "What answers on the serial line says OK to AT+"
                            + name
                            + "=? but tells no value: is it a RAK module with RUI3, in AT mode?"),
                    ""));
  }

  private static Optional<String> value(String prefix, List<String> lines) {
    return lines.stream()
        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  static Outcome outcome(String command, AtAnswer answer) {
    if (answer.isDone()) {
      return Outcome.OK;
    }
    if (answer.isGone()) {
      return Outcome.gone(SILENT);
    }
    return switch (answer.word()) {
      case Rui3Syntax.BUSY -> Outcome.busy(wait(answer.lines()));
      case Rui3Syntax.NOT_JOINED -> Outcome.NOT_JOINED;
      case Rui3Syntax.WRONG_MODE ->
          Outcome.gone("The RAK module is not in LoRaWAN mode any more; it is set up anew.");
      default ->
          Outcome.failed("The RAK module refuses " + name(command) + ": " + answer.word() + ".");
    };
  }

  private static Duration wait(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = DUTY_CYCLE.matcher(line);
      if (matcher.find()) {
        return Duration.ofMillis(Long.parseLong(matcher.group(1)));
      }
    }
    return BUSY;
  }

  private static String name(String command) {
    int end = command.indexOf('=');
    return end < 0 ? command : command.substring(0, end);
  }

  /** Whether the module sends commands back. */
  boolean echoes() {
    return console.echoes();
  }
}
