package dev.fuota.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What one fleet took.
 *
 * @param updated devices that run the new firmware at the end
 * @param wall seconds of the clock on the wall
 * @param processor seconds of all processors, those of the compiler and the garbage collector too
 * @param heap octets at its fullest, with what was not yet collected
 * @param process octets of the whole process in memory at the most since its start; empty where the
 *     system does not tell
 * @param sent fragments to each cell, coded ones too, in the mean
 * @param receptions frames that reached a device or a gateway
 * @param uplinks frames that devices sent
 * @param events of all simulations
 */
record FleetCost(
    int devices,
    int updated,
    double wall,
    double processor,
    long heap,
    OptionalLong process,
    double sent,
    long receptions,
    long uplinks,
    long events) {
  /** Names the columns of a table. */
  static final String TABLE =
      """
      | devices | updated | wall s | processor s | ms a device | peak heap MiB | peak process MiB \
      | fragments a cell | receptions | per wall s | uplinks | events |
      |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|""";

  private static final String NAMES =
      "devices,updated,wall_s,processor_s,peak_heap_octets,peak_process_octets,"
          + "fragments_a_cell,receptions,uplinks,events";
  private static final int COLUMNS = 10;
  private static final double MEBI = 1 << 20;
  private static final double MILLIS = 1e3;

  /** Milliseconds of processors for each device. */
  double each() {
    return processor * MILLIS / devices;
  }

  /** What the whole process took of the memory, in MiB, or a dash. */
  String processMebi() {
    return process.isPresent()
        ? String.format(Locale.ROOT, "%.0f", process.getAsLong() / MEBI)
        : "–";
  }

  /** As a row of the {@link #TABLE}. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %d | %d | %.1f | %.1f | %.2f | %.0f | %s | %.1f | %d | %.0f | %d | %d |",
        devices,
        updated,
        wall,
        processor,
        each(),
        heap / MEBI,
        processMebi(),
        sent,
        receptions,
        receptions / wall,
        uplinks,
        events);
  }

  /** Writes them as CSV, a line of names first. */
  static void write(Path file, List<FleetCost> costs) throws IOException {
    Files.write(
        file, Stream.concat(Stream.of(NAMES), costs.stream().map(FleetCost::line)).toList());
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "%d,%d,%.3f,%.3f,%d,%s,%.1f,%d,%d,%d",
        devices,
        updated,
        wall,
        processor,
        heap,
        process.isPresent() ? Long.toString(process.getAsLong()) : "",
        sent,
        receptions,
        uplinks,
        events);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it has other columns
   */
  static List<FleetCost> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(NAMES)) {
      throw new IllegalArgumentException(file + " does not begin with " + NAMES);
    }
    return lines.stream().skip(1).map(FleetCost::of).toList();
  }

  private static FleetCost of(String line) {
    String[] values = line.split(",", -1);
    if (values.length != COLUMNS) {
      throw new IllegalArgumentException("columns missing: " + line);
    }
    return new FleetCost(
        Integer.parseInt(values[0]),
        Integer.parseInt(values[1]),
        Double.parseDouble(values[2]),
        Double.parseDouble(values[3]),
        Long.parseLong(values[4]),
        values[5].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(values[5])),
        Double.parseDouble(values[6]),
        Long.parseLong(values[7]),
        Long.parseLong(values[8]),
        Long.parseLong(values[9]));
  }
}
