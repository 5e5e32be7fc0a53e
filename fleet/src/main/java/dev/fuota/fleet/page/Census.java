package dev.fuota.fleet.page;

import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The devices of a result, counted for the plots of a page. */
final class Census {
  private static final double MILLIS = 1000;

  private final FleetResult result;
  private final Figures figures;
  private final boolean offered;
  private final Map<Stage, Spread> come = new EnumMap<>(Stage.class);
  private final List<double[]> rows = new ArrayList<>();
  private final Map<Stage, Spread> reached = new EnumMap<>(Stage.class);

  Census(FleetResult result) {
    this.result = result;
    this.figures = result.figures();
    this.offered = result.cells().stream().anyMatch(cell -> cell.campaign().isPresent());
  }

  Figures figures() {
    return figures;
  }

  FleetResult result() {
    return result;
  }

  int devices() {
    return figures.devices();
  }

  /** Virtual time of the cell that took longest, in seconds. */
  double seconds() {
    return figures.took().toMillis() / MILLIS;
  }

  /** When devices came to the stage, in seconds since their cell's start. */
  Spread reached(Stage stage) {
    return reached.computeIfAbsent(
        stage,
        it ->
            Spread.of(
                result
                    .devices()
                    .flatMapToDouble(
                        device -> device.reached().at(it).stream().mapToDouble(Census::seconds))));
  }

  /**
   * When devices had come to the stage or past it: one that needs no join, say, is past it as soon
   * as it has a group.
   */
  Spread come(Stage stage) {
    return come.computeIfAbsent(
        stage, it -> Spread.of(Arrays.stream(row(it)).filter(seconds -> !Double.isNaN(seconds))));
  }

  /** The same of some devices, in the order of the result: the least first. */
  Spread come(Stage stage, int from, int to) {
    return Spread.of(Arrays.stream(row(stage), from, to).filter(seconds -> !Double.isNaN(seconds)));
  }

  private double[] row(Stage stage) {
    if (rows.isEmpty()) {
      fill();
    }
    return rows.get(Stage.ALL.indexOf(stage));
  }

  private void fill() {
    Stage.ALL.forEach(stage -> rows.add(new double[devices()]));
    int at = 0;
    for (CellResult cell : result.cells()) {
      for (DeviceLine device : cell.devices()) {
        fill(device, at++);
      }
    }
  }

  private void fill(DeviceLine device, int at) {
    double earliest = Double.NaN;
    for (int stage = rows.size() - 1; stage >= 0; stage--) {
      OptionalLong millis = device.reached().at(Stage.ALL.get(stage));
      if (millis.isPresent() && !(earliest < seconds(millis.getAsLong()))) {
        earliest = seconds(millis.getAsLong());
      }
      rows.get(stage)[at] = earliest;
    }
  }

  private static double seconds(long millis) {
    return millis / MILLIS;
  }

  /** Fragments heard by the devices that had a session and are as asked for. */
  DoubleStream heard(Predicate<DeviceLine> which) {
    return result
        .devices()
        .filter(device -> device.heard() > 0 && which.test(device))
        .mapToDouble(DeviceLine::heard);
  }

  /**
   * Fragments sent until devices had their block, beyond the uncoded ones and as a share of them.
   */
  Spread overhead() {
    return Spread.of(result.cells().stream().flatMapToDouble(Census::overheads));
  }

  private static DoubleStream overheads(CellResult cell) {
    double needed = cell.campaign().map(CampaignLine::nbFrag).orElse(0);
    return needed == 0
        ? DoubleStream.empty()
        : cell.devices().stream()
            .filter(device -> device.sentWhenComplete() > 0)
            .mapToDouble(device -> (device.sentWhenComplete() - needed) / needed);
  }

  /** Joules of the radios that opened a session. */
  Spread joules() {
    return Spread.of(result.devices().mapToDouble(DeviceLine::joules).filter(joules -> joules > 0));
  }

  /** Of how many gateways' time, and how much of it, was sent in. */
  Spread airTime() {
    return Spread.of(result.cells().stream().flatMapToDouble(Census::shares));
  }

  private static DoubleStream shares(CellResult cell) {
    double whole = cell.took().toNanos();
    return whole == 0
        ? DoubleStream.empty()
        : cell.gateways().stream().mapToDouble(it -> it.airTime().toNanos() / whole);
  }

  /** Uncoded fragments of the image, or 0 if no campaign began. */
  int needed() {
    return campaigns().mapToInt(CampaignLine::nbFrag).max().orElse(0);
  }

  /** The most fragments that a campaign sent, or 0. */
  int sent() {
    return campaigns().mapToInt(CampaignLine::sent).max().orElse(0);
  }

  Stream<CampaignLine> campaigns() {
    return result.cells().stream().flatMap(cell -> cell.campaign().stream());
  }

  /** Whether it went wrong: to run the old firmware is no fault where none was offered. */
  boolean isFailed(DeviceLine device) {
    return device.fate() != Fate.UPDATED && (device.fate() != Fate.RUNNING || offered);
  }
}
