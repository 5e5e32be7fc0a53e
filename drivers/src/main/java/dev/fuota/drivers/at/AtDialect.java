package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.Dialect;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all dialects of text have in common: the line, its channel, and who hears of events. */
public abstract class AtDialect implements Dialect, SerialLine.Listener {
  /** A join-request was sent, and nothing came. */
  protected static final Outcome NO_JOIN_ANSWER =
      Outcome.failed(
          "The network does not answer the join-request: check the keys, that the device is"
              + " registered, the region and the antenna. It is tried again.");

  private final SerialLine line;
  private final AtChannel channel;
  private @Nullable Events events;

  protected AtDialect(SerialLine line, Scheduler scheduler, AtSyntax syntax) {
    this.line = line;
    this.channel = new AtChannel(line, scheduler, syntax, this::onEvent);
  }

  /** A console on this line. */
  protected final AtConsole console(AtConsole.Meaning meaning) {
    return new AtConsole(channel, meaning);
  }

  /** A line that no command caused; it is hostile. */
  protected abstract void onEvent(String text);

  /** What was under way is void: the line was opened, lost or closed, or the modem began anew. */
  protected abstract void onVoid();

  /** Nobody waits for what was asked. */
  protected final void forget() {
    channel.forget();
    onVoid();
  }

  protected final void tell(Consumer<Events> what) {
    if (events != null) {
      what.accept(events);
    }
  }

  @Override
  public final void start(Events listener) {
    events = listener;
    line.listen(this);
  }

  @Override
  public final void close() {
    forget();
    events = null;
    line.close();
  }

  @Override
  public final void onOpened() {
    forget();
    channel.onOpened();
    tell(Events::onOpened);
  }

  @Override
  public final void onOctets(byte[] octets, int length) {
    channel.onOctets(octets, length);
  }

  @Override
  public final void onLost(String reason) {
    forget();
    channel.onLost();
    tell(e -> e.onLost(reason));
  }
}
