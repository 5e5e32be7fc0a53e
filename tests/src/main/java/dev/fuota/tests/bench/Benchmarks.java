package dev.fuota.tests.bench;

import java.io.IOException;
import org.openjdk.jmh.Main;

/**
 * Runs the benchmarks; takes the command line of JMH, {@code -h} lists it. {@code torture} instead
 * runs {@link TortureSpeed}, which is a table of its own.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs all benchmarks, or those that match the arguments. */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("torture")) {
      new TortureSpeed().run();
    } else {
      Main.main(args);
    }
  }
}
