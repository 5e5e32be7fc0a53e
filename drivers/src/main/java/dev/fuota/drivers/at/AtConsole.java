package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Commands to a modem, and what came of them in the words that all modems share. */
public final class AtConsole {
  /** Modems write flash before they answer some. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** Says what an answer of one kind of modem means; its sentences have no value of a command. */
  @FunctionalInterface
  public interface Meaning {
    Outcome of(String command, AtAnswer answer);
  }

  /**
   * What was answered.
   *
   * @param lines all of them, the last one too; they may hold keys
   */
  public record Reply(Outcome outcome, List<String> lines) {
    /** The first line, where a modem says the value before it says OK; empty if there was none. */
    public String first() {
      return lines.isEmpty() ? "" : lines.get(0);
    }

    /** The last line, where a modem has but one; empty if there was none. */
    public String last() {
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** Never shows the lines. */
    @Override
    public String toString() {
      return outcome.kind() + ", " + lines.size() + " lines";
    }
  }

  private final AtChannel channel;
  private final Meaning meaning;

  public AtConsole(AtChannel channel, Meaning meaning) {
    this.channel = channel;
    this.meaning = meaning;
  }

  /** Asks; {@code done} is called exactly once. */
  public void ask(String command, Consumer<Reply> done) {
    ask(command, LIMIT, done);
  }

  /** Asks for something that takes its time. */
  public void ask(String command, Duration limit, Consumer<Reply> done) {
    channel.ask(
        command,
        limit,
        answer -> done.accept(new Reply(meaning.of(command, answer), answer.lines())));
  }

  /** A command of which it counts only that it was carried out. */
  public Step step(String command) {
    return done -> ask(command, reply -> done.accept(reply.outcome()));
  }

  /** Asks twice: the first may meet half a line that somebody left. Whatever it says, it speaks. */
  public Step probe(String command) {
    return done ->
        ask(command, first -> ask(command, second -> done.accept(alive(second.outcome()))));
  }

  /** Whatever was said, somebody is there. */
  public static Outcome alive(Outcome outcome) {
    return outcome.kind() == Outcome.Kind.GONE ? outcome : Outcome.OK;
  }

  /** Whether the modem sends commands back. */
  public boolean echoes() {
    return channel.echoed();
  }
}
