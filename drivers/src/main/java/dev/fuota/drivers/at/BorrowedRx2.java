package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * RX2 of a modem that hears a session only there. What it was before the session is put back behind
 * it; if that is not known any more, the region's own.
 */
public final class BorrowedRx2 {
  private final Consumer<Consumer<Read>> reader;
  private final Function<Rx2, Step> writer;
  private final Region region;
  private Optional<Rx2> before = Optional.empty();

  /** What was read; empty if the modem said nothing of that form. */
  public record Read(Outcome outcome, Optional<Rx2> window) {}

  /** How this modem reads and writes it. */
  public BorrowedRx2(Consumer<Consumer<Read>> reader, Function<Rx2, Step> writer, Region region) {
    this.reader = reader;
    this.writer = writer;
    this.region = region;
  }

  /** Moves it to a session. */
  public Step lend(Rx2 session) {
    return Step.all(this::keep, writer.apply(session));
  }

  private void keep(Consumer<Outcome> done) {
    if (before.isPresent()) {
      done.accept(Outcome.OK);
      return;
    }
    reader.accept(
        read -> {
          before = read.window();
          done.accept(read.outcome());
        });
  }

  /** Puts it back. */
  public void giveBack(Consumer<Outcome> done) {
    writer
        .apply(before.orElse(Rx2.of(region)))
        .perform(
            outcome -> {
              before = outcome.isOk() ? Optional.empty() : before;
              done.accept(outcome);
            });
  }

  /** Looks where it is. */
  public void read(Consumer<Read> done) {
    reader.accept(done);
  }
}
