package dev.fuota.cli.agent;

import dev.fuota.cli.console.JsonText;
import dev.fuota.device.config.LogSettings;
import dev.fuota.device.config.LogSettings.Format;
import dev.fuota.device.config.LogSettings.Level;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of a daemon, one line for each thing that happened: text with the time on a terminal, in
 * the journal's own form under systemd (a level in front; the journal has the time), or JSON. From
 * any thread. No key ever gets here: nothing that has one is printed.
 */
final class AgentLog {
  private final PrintStream out;
  private final Level most;
  private final Format format;
  private final InstantSource clock;
  private @Nullable String lastTrouble;
  private @Nullable Instant lastTroubleAt;

  AgentLog(PrintStream out, LogSettings settings, InstantSource clock, Map<String, String> env) {
    this.out = out;
    this.most = settings.level();
    this.clock = clock;
    this.format = settings.format() == Format.AUTO ? usual(env) : settings.format();
  }

  /** systemd names the stream that is its journal. */
  private static Format usual(Map<String, String> environment) {
    return environment.containsKey("JOURNAL_STREAM") ? Format.JOURNAL : Format.TEXT;
  }

  /**
   * Says it.
   *
   * @param what one word, stable
   * @param detail for people; may be empty
   */
  synchronized void say(Level level, String what, String detail) {
    if (level == Level.ERROR || level == Level.WARN) {
      lastTrouble = detail;
      lastTroubleAt = clock.instant();
    }
    if (level.compareTo(most) > 0) {
      return;
    }
    String text = detail.isEmpty() ? what : what + ": " + oneLine(detail);
    out.println(
        switch (format) {
          case JSON -> json(level, what, detail);
          case JOURNAL -> "<" + level.priority() + ">" + text;
          case AUTO, TEXT -> now() + " " + level.name() + " " + text;
        });
    out.flush();
  }

  void info(String what, String detail) {
    say(Level.INFO, what, detail);
  }

  void warn(String what, String detail) {
    say(Level.WARN, what, detail);
  }

  /** The last thing that went wrong; empty if nothing did. */
  synchronized String lastTrouble() {
    return lastTrouble == null ? "" : lastTroubleAt + " " + lastTrouble;
  }

  private String json(Level level, String what, String detail) {
    return JsonText.object()
        .put("ts", now().toString())
        .put("level", level.name())
        .put("event", what)
        .put("msg", detail)
        .toString();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
