package dev.fuota.cli.fleet;

import dev.fuota.cli.io.ProgressView;
import dev.fuota.fleet.cell.FleetProgress;
import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.report.Say;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows how far the cells of a fleet are. */
final class CellsProgress implements FleetProgress {
  private static final double MILLIS = 1000;

  private final Scenario scenario;
  private final int cells;
  private final ProgressView view;
  private final Map<Integer, Running> running = new TreeMap<>();
  private int done;
  private long joined;
  private long updated;
  private double share;

  private record Running(FleetFigures figures, Duration since) {}

  /**
   * Nothing was run yet.
   *
   * @param cells to run
   */
  CellsProgress(Scenario scenario, int cells, ProgressView view) {
    this.scenario = scenario;
    this.cells = cells;
    this.view = view;
  }

  @Override
  public void onLook(int cell, FleetFigures figures, Duration since) {
    running.put(cell, new Running(figures, since));
    show(since);
  }

  @Override
  public void onCell(CellResult cell, int doneNow, int all) {
    running.remove(cell.cell());
    done = doneNow;
    joined += cell.devices().stream().filter(it -> it.reached().has(Stage.JOINED)).count();
    updated += cell.devices().stream().filter(it -> it.fate() == Fate.UPDATED).count();
    show(cell.took());
  }

  private void show(Duration since) {
    double whole = done;
    long joinedNow = joined;
    long updatedNow = updated;
    for (Running each : running.values()) {
      whole += share(each);
      joinedNow += each.figures().joined();
      updatedNow += each.figures().updated();
    }
    share = Math.max(share, Math.min(1, whole / Math.max(1, cells)));
    if (view.isDue(share)) {
      view.show(share, words(joinedNow, updatedNow, since));
    }
  }

  private String words(long joinedNow, long updatedNow, Duration since) {
    return String.format(
        Locale.ROOT,
        "%d of %d cells, %d of %d devices joined, %d updated, %s",
        done,
        cells,
        joinedNow,
        scenario.count(),
        updatedNow,
        Say.clock(since.toMillis() / MILLIS));
  }

  private double share(Running cell) {
    double time = cell.since().toMillis() / (double) scenario.until().longest().toMillis();
    FleetFigures figures = cell.figures();
    int reached = scenario.until().updated() ? figures.updated() : figures.joined();
    boolean waits = scenario.until().updated() || scenario.until().joined();
    double there = waits ? (double) reached / Math.max(1, figures.devices()) : 0;
    return Math.min(1, Math.max(time, there));
  }
}
