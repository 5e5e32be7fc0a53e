package dev.fuota.fleet.cell;

import dev.fuota.fleet.result.Head;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Heads the results of a scenario. */
public final class FleetHead {
  private static final String UNKNOWN = "unknown";
  private static final String VERSION = read();

  private FleetHead() {}

  /**
   * The head of a result.
   *
   * @param shard the share of the cells that it has
   * @param cells in all
   * @param complete whether each cell of the share was run to its end
   */
  public static Head of(Scenario scenario, Shard shard, int cells, boolean complete) {
    return new Head(
        scenario.name(),
        scenario.seed(),
        scenario.sha256(),
        VERSION,
        scenario.groups().stream().map(DeviceGroup::label).toList(),
        scenario.count(),
        cells,
        scenario.expectations(),
        shard.equals(Shard.ALL) ? Optional.empty() : Optional.of(shard),
        complete);
  }

  /** Of the product, as every result has it. */
  public static String version() {
    return VERSION;
  }

  /** Maven fills it in; what it did not is not known. */
  private static String read() {
    Properties build = new Properties();
    try (InputStream in = FleetHead.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = build.getProperty("version", UNKNOWN);
    return version.startsWith("${") ? UNKNOWN : version;
  }
}
