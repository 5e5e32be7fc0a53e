package dev.fuota.cli.server;

import dev.fuota.cli.console.JsonText;
import dev.fuota.hal.net.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/** Says that a simulation is slower than it was to be, now and then as long as it is. */
final class SlowerLines implements DoubleConsumer {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private final ServerLines lines;
  private final EventLoop loop;
  private Instant due = Instant.MIN;

  SlowerLines(ServerLines lines, EventLoop loop) {
    this.lines = lines;
    this.loop = loop;
  }

  @Override
  public void accept(double speed) {
    Instant now = loop.instant();
    if (!now.isBefore(due)) {
      due = now.plus(NOW_AND_THEN);
      lines.say(
          JsonText.object().put("event", "slower").put("speed", speed),
          String.format(
              Locale.ROOT, "the machine cannot follow: time passes %.1f times as fast", speed));
    }
  }
}
