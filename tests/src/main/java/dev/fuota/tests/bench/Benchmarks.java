package dev.fuota.tests.bench;

import java.io.IOException;
import org.openjdk.jmh.Main;

/** Runs the benchmarks; takes the command line of JMH, {@code -h} lists it. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs all benchmarks, or those that match the arguments. */
  public static void main(String[] args) throws IOException {
    Main.main(args);
  }
}
