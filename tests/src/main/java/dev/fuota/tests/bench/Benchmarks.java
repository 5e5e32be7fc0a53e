package dev.fuota.tests.bench;

import dev.fuota.fleet.comparison.AdaptivePage;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.Main;

/**
 * Runs the benchmarks; takes the command line of JMH, {@code -h} lists it. {@code torture}, {@code
 * joinstorm}, {@code campaign}, {@code adaptive} and {@code serial} instead run {@link
 * TortureSpeed}, {@link JoinStorm}, {@link CampaignSpeed}, {@link AdaptivePage} and {@link
 * SerialBench}, which are tables of their own.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs all benchmarks, or those that match the arguments. */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("torture")) {
      new TortureSpeed().run();
    } else if (args.length > 0 && args[0].equals("joinstorm")) {
      new JoinStorm(args.length > 1 ? Integer.parseInt(args[1]) : 10_000).run();
    } else if (args.length > 0 && args[0].equals("campaign")) {
      new CampaignSpeed(args.length > 1 ? Integer.parseInt(args[1]) : 10_000).run();
    } else if (args.length > 0 && args[0].equals("adaptive")) {
      int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
      System.out.print(AdaptivePage.write(Path.of("docs"), seeds));
    } else if (args.length > 0 && args[0].equals("serial")) {
      new SerialBench(args.length > 1 ? Integer.parseInt(args[1]) : 1 << 20).run();
    } else {
      Main.main(args);
    }
  }
}
