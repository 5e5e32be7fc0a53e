package dev.fuota.tests.bench;

import dev.fuota.fleet.comparison.AdaptivePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.openjdk.jmh.Main;

/**
 * Runs the benchmarks; takes the command line of JMH, {@code -h} lists it. {@code torture}, {@code
 * joinstorm}, {@code campaign}, {@code adaptive}, {@code serial}, {@code fleet [DEVICES...]},
 * {@code fleet-memory} and {@code reception} instead run {@link TortureSpeed}, {@link JoinStorm},
 * {@link CampaignSpeed}, {@link AdaptivePage}, {@link SerialBench}, {@link FleetSpeed}, {@link
 * FleetMemory} and {@link ReceptionSpeed}, which are tables of their own.
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
    } else if (args.length > 0 && args[0].equals("fleet")) {
      new FleetSpeed().run(Arrays.stream(args).skip(1).map(Integer::valueOf).toList());
    } else if (args.length > 0 && args[0].equals("fleet-memory")) {
      new FleetMemory().run();
    } else if (args.length > 0 && args[0].equals("reception")) {
      new ReceptionSpeed().run();
    } else {
      Main.main(args);
    }
  }
}
