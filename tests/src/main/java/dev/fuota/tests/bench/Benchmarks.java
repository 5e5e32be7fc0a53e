package dev.fuota.tests.bench;

import dev.fuota.fleet.comparison.AdaptivePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Runs the benchmarks; takes the command line of JMH, {@code -h} lists it. With one of the words
 * below as the first argument it runs what is no class of JMH, and has a table of its own: {@code
 * torture}: {@link TortureSpeed}, {@code joinstorm}: {@link JoinStorm}, {@code campaign}: {@link
 * CampaignSpeed}, {@code adaptive}: {@link AdaptivePage}, {@code serial}: {@link SerialBench},
 * {@code fleet} and {@code fleet-process}: {@link FleetSpeed}, {@code fleet-shards}: {@link
 * FleetShards}, {@code fleet-memory}: {@link FleetMemory}, {@code reception}: {@link
 * ReceptionSpeed}.
 */
public final class Benchmarks {
  private static final Path DOCS = Path.of("docs");

  private Benchmarks() {}

  /** Runs all benchmarks, or those that match the arguments. */
  public static void main(String[] args) throws IOException {
    switch (args.length > 0 ? args[0] : "") {
      case "torture" -> new TortureSpeed().run();
      case "joinstorm" -> new JoinStorm(number(args, 1, 10_000)).run();
      case "campaign" -> new CampaignSpeed(number(args, 1, 10_000)).run();
      case "adaptive" -> System.out.print(AdaptivePage.write(DOCS, number(args, 1, 200)));
      case "serial" -> new SerialBench(number(args, 1, 1 << 20)).run();
      case "fleet" -> fleet(Arrays.stream(args).skip(1).map(Integer::valueOf).toList());
      case "fleet-process" -> new FleetSpeed().process(number(args, 1, 1000));
      case "fleet-shards" -> new FleetShards().run(number(args, 1, 1_000_000), number(args, 2, 10));
      case "fleet-memory" -> new FleetMemory().run();
      case "reception" -> new ReceptionSpeed().run();
      default -> Main.main(args);
    }
  }

  private static void fleet(List<Integer> sizes) throws IOException {
    FleetSpeed speed = new FleetSpeed();
    if (sizes.isEmpty()) {
      speed.write(DOCS);
    } else {
      speed.run(sizes);
    }
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }
}
