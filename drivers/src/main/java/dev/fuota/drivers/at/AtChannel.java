package dev.fuota.drivers.at;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fuota.drivers.at.AtAnswer.Verdict;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time over a serial line: the next one goes out when the last line of the answer
 * to the one before is here, or its time is over. Lines that no command caused go to a handler,
 * also from the middle of an answer. An echo of the command is not a part of its answer.
 *
 * <p>A command that gets no answer in time is followed by a pause in which nothing is sent: so a
 * late answer does not become that of another command.
 */
public final class AtChannel {
  private static final int WAITING_MAX = 64;
  private static final int LINES_MAX = 64;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private record Command(String text, Duration limit, Consumer<AtAnswer> done) {}

  private final SerialLine line;
  private final Scheduler scheduler;
  private final AtSyntax syntax;
  private final Consumer<String> events;
  private final LineSplitter splitter = new LineSplitter(this::onLine);
  private final ArrayDeque<Command> waiting = new ArrayDeque<>();
  private final List<String> lines = new ArrayList<>();
  private @Nullable Command underWay;
  private Scheduler.@Nullable Task timer;
  private boolean pausing;
  private boolean echoed;

  /**
   * A channel; its owner hands over what the line reports.
   *
   * @param events hears the lines that no command caused; they are hostile
   */
  public AtChannel(SerialLine line, Scheduler scheduler, AtSyntax syntax, Consumer<String> events) {
    this.line = line;
    this.scheduler = scheduler;
    this.syntax = syntax;
    this.events = events;
  }

  /**
   * Sends a command, after those that wait.
   *
   * @param text without its end
   * @param limit from the sending to the last line
   * @param done called exactly once, never before this returns while the line is open
   */
  public void ask(String text, Duration limit, Consumer<AtAnswer> done) {
    if (!line.isOpen() || waiting.size() == WAITING_MAX) {
      done.accept(AtAnswer.none(Verdict.LOST));
      return;
    }
    waiting.add(new Command(text, limit, done));
    next();
  }

  private void next() {
    if (underWay != null || pausing || waiting.isEmpty()) {
      return;
    }
    Command command = waiting.remove();
    underWay = command;
    lines.clear();
    echoed = false;
    boolean sent = line.write((command.text + syntax.terminator()).getBytes(US_ASCII));
    timer = scheduler.after(sent ? command.limit : Duration.ZERO, () -> onTime(sent));
  }

  private void onTime(boolean sent) {
    timer = null;
    pausing = true;
    timer = scheduler.after(PAUSE, this::onPauseOver);
    end(sent ? Verdict.SILENT : Verdict.LOST);
  }

  private void onPauseOver() {
    timer = null;
    pausing = false;
    next();
  }

  /** The line is open. */
  public void onOpened() {
    splitter.clear();
    pausing = false;
    cancel();
  }

  /** Octets came. */
  public void onOctets(byte[] octets, int length) {
    splitter.feed(octets, length);
  }

  /** The line was lost: whoever waits hears of it. */
  public void onLost() {
    cancel();
    pausing = false;
    List<Command> lost = new ArrayList<>(waiting);
    waiting.clear();
    if (underWay != null) {
      end(Verdict.LOST);
    }
    lost.forEach(command -> command.done.accept(AtAnswer.none(Verdict.LOST)));
  }

  /**
   * Nobody waits for an answer any more: commands that wait are not sent, and nobody hears how the
   * one ends that is under way.
   */
  public void forget() {
    waiting.clear();
    if (underWay != null) {
      underWay = new Command(underWay.text, underWay.limit, answer -> {});
    }
  }

  /** Lines that were dropped because they were too long or no text. */
  public long dropped() {
    return splitter.dropped();
  }

  /** Whether the command that was answered last, or is being answered, came back as an echo. */
  public boolean echoed() {
    return echoed;
  }

  private void onLine(String raw) {
    Command command = underWay;
    String text = syntax.clean(command == null ? "" : command.text, raw);
    if (text.isEmpty()) {
      return;
    }
    if (command == null) {
      events.accept(text);
      return;
    }
    if (text.equals(command.text)) {
      echoed = true;
      return;
    }
    switch (syntax.role(command.text, text)) {
      case EVENT -> events.accept(text);
      case VALUE -> collect(text);
      case DONE -> finish(text, Verdict.DONE);
      case ERROR -> finish(text, Verdict.ERROR);
    }
  }

  private void collect(String text) {
    if (lines.size() < LINES_MAX) {
      lines.add(text);
    }
  }

  private void finish(String text, Verdict verdict) {
    lines.add(text);
    cancel();
    end(verdict);
    next();
  }

  private void end(Verdict verdict) {
    Command command = underWay;
    underWay = null;
    if (command != null) {
      command.done.accept(new AtAnswer(verdict, lines));
    }
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
