package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.world.DownlinkLedger;
import dev.fuota.fleet.world.Lag;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A result as a command ends with it.
 *
 * @param checks of what was expected
 * @param lag how late events were, in real time
 */
record FleetOutcome(FleetResult result, List<Check> checks, Optional<Lag> lag) {
  private static final double MOST = 0.99;

  static FleetOutcome of(FleetResult result) {
    return new FleetOutcome(result, result.checks(), Optional.empty());
  }

  /** In real time it is watched, too, what the network server has gateways send. */
  static FleetOutcome of(FleetResult result, Lag lag, DownlinkLedger ledger) {
    List<Check> checks = new ArrayList<>(result.checks());
    String figures =
        ledger.frames() + " frames, " + ledger.reused() + " with a counter or a nonce of another";
    checks.add(new Check("each counter once", figures, ledger.reused() == 0));
    return new FleetOutcome(result, checks, Optional.of(lag));
  }

  /** Whether it ended by itself, and all is as expected. */
  boolean ok() {
    return result.head().complete() && checks.stream().allMatch(Check::ok);
  }

  /** Prints it as the options say. */
  void print(Console console, OutputOptions output) {
    if (output.json()) {
      json(console);
      return;
    }
    FleetText.lines(result, checks, output.style(console)).forEach(console.out()::println);
    lag.ifPresent(it -> console.out().println(line(it)));
  }

  /** The document is octet for octet what a report folder has. */
  private void json(Console console) {
    Writer out = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
    try {
      FleetJson.write(result, checks, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lag.ifPresent(it -> console.err().println(line(it)));
  }

  private static String line(Lag lag) {
    return String.format(
        Locale.ROOT,
        "%d events; late by %.2f ms in the middle, %.2f ms at %.0f %%, %.2f ms at most",
        lag.events(),
        millis(lag.percentile(0.5)),
        millis(lag.percentile(MOST)),
        100 * MOST,
        millis(lag.max()));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
