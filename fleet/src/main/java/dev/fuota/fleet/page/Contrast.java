package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.Outline;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * Two runs side by side, figure by figure.
 *
 * @param rows in the order in which they are shown
 */
public record Contrast(Outline a, Outline b, List<Row> rows) {
  private static final int PERCENT = 100;
  private static final double NONE = 0.0005;

  /** What a difference means. */
  public enum Verdict {
    BETTER,
    WORSE,
    SAME,
    /** It is neither good nor bad, or one of the runs does not have the figure. */
    NONE
  }

  /**
   * A figure of both runs.
   *
   * @param before of the first: devices, seconds, joules, or a share of 1
   * @param after of the second
   * @param a the first in words
   * @param b the second in words
   * @param change from the first to the second, in words
   * @param worseBy 0, or by what share the second is worse: shares of devices by their difference,
   *     other figures in proportion to the first; infinite where the first is 0
   */
  public record Row(
      String name,
      OptionalDouble before,
      OptionalDouble after,
      String a,
      String b,
      String change,
      Verdict verdict,
      double worseBy) {}

  public Contrast {
    rows = List.copyOf(rows);
  }

  /** Compares the second run with the first. */
  public static Contrast of(Outline a, Outline b) {
    return new Contrast(a, b, new Rows(a, b).make());
  }

  /** The rows in which the second run is worse by more than {@code share}. */
  public List<Row> worse(double share) {
    return rows.stream().filter(row -> row.worseBy() > share).toList();
  }

  /** Whether more of a figure is good. */
  private enum Aim {
    MORE,
    LESS,
    NONE
  }

  private static final class Rows {
    private final Outline a;
    private final Outline b;
    private final List<Row> rows = new ArrayList<>();

    Rows(Outline a, Outline b) {
      this.a = a;
      this.b = b;
    }

    List<Row> make() {
      add("devices", it -> of(it.figures().devices()), Contrast::whole, Aim.NONE);
      add("expectations not met", it -> of((double) notMet(it)), Contrast::whole, Aim.LESS);
      share(Fate.UPDATED, Aim.MORE);
      Fate.ALL.stream()
          .filter(fate -> fate != Fate.UPDATED)
          .forEach(fate -> share(fate, fate == Fate.RUNNING ? Aim.NONE : Aim.LESS));
      for (Stage stage : List.of(Stage.COMPLETE, Stage.UPDATED)) {
        time(stage, 50, "half of those");
        time(stage, 99, "99 % of those");
        time(stage, 100, "all of those");
      }
      add(
          "virtual time",
          it -> of(it.figures().took().toMillis() / 1000.0),
          Say::duration,
          Aim.LESS);
      add("overhead, mean", it -> it.figures().overhead(), Say::percent, Aim.LESS);
      add("overhead, 99 %", it -> percentile(it.overhead(), 99), Say::percent, Aim.LESS);
      add("energy of a radio, mean", it -> of(it.figures().joules()), Contrast::joules, Aim.LESS);
      add("energy of a radio, 99 %", it -> percentile(it.joules(), 99), Contrast::joules, Aim.LESS);
      add("busiest gateway", it -> of(it.figures().airTimePerGateway()), Say::percent, Aim.LESS);
      air();
      add("power cuts", it -> of(it.figures().powerCuts()), Contrast::whole, Aim.NONE);
      return rows;
    }

    private void air() {
      add("uplinks", it -> of((double) it.figures().air().uplinks()), Contrast::whole, Aim.LESS);
      add(
          "uplinks collided",
          it -> of((double) it.figures().air().uplinksCollided()),
          Contrast::whole,
          Aim.LESS);
      add(
          "downlinks",
          it -> of((double) it.figures().air().downlinks()),
          Contrast::whole,
          Aim.LESS);
      add(
          "air time of downlinks",
          it -> of(it.figures().air().downlinkTime().toMillis() / 1000.0),
          Say::duration,
          Aim.LESS);
    }

    private void time(Stage stage, int percent, String who) {
      add(
          stage.label() + ", " + who + " who came there",
          it ->
              it.stages().containsKey(stage)
                  ? of(it.stages().get(stage).at(percent))
                  : OptionalDouble.empty(),
          Say::duration,
          Aim.LESS);
    }

    /** Fleets may differ in size: their shares are what can be compared. */
    private void share(Fate fate, Aim aim) {
      double before = share(a.figures(), fate);
      double after = share(b.figures(), fate);
      double points = after - before;
      String change =
          points == 0 ? "" : String.format(Locale.ROOT, "%+.2f points", PERCENT * points);
      double worse = aim == Aim.NONE ? 0 : Math.max(0, aim == Aim.MORE ? -points : points);
      rows.add(
          new Row(
              fate.label(),
              of(before),
              of(after),
              Say.number(a.figures().count(fate)) + ", " + Say.percent(before),
              Say.number(b.figures().count(fate)) + ", " + Say.percent(after),
              change,
              verdict(points, aim),
              worse));
    }

    private static double share(Figures figures, Fate fate) {
      return (double) figures.count(fate) / Math.max(1, figures.devices());
    }

    private void add(
        String name,
        Function<Outline, OptionalDouble> figure,
        DoubleFunction<String> say,
        Aim aim) {
      OptionalDouble before = figure.apply(a);
      OptionalDouble after = figure.apply(b);
      if (before.isEmpty() || after.isEmpty()) {
        if (before.isPresent() || after.isPresent()) {
          rows.add(
              new Row(
                  name, before, after, text(before, say), text(after, say), "", Verdict.NONE, 0));
        }
        return;
      }
      double part = part(before.getAsDouble(), after.getAsDouble());
      double worse = aim == Aim.NONE ? 0 : Math.max(0, aim == Aim.MORE ? -part : part);
      rows.add(
          new Row(
              name,
              before,
              after,
              text(before, say),
              text(after, say),
              Double.isInfinite(part) || part == 0
                  ? ""
                  : String.format(Locale.ROOT, "%+.1f %%", PERCENT * part),
              verdict(part, aim),
              worse));
    }

    /** Of the first; a difference that would be shown as 0.0 % is none. */
    private static double part(double before, double after) {
      double part = after == before ? 0 : (after - before) / Math.abs(before);
      return Math.abs(part) < NONE ? 0 : part;
    }

    private static String text(OptionalDouble value, DoubleFunction<String> say) {
      return value.isPresent() ? say.apply(value.getAsDouble()) : "–";
    }

    private static Verdict verdict(double change, Aim aim) {
      if (change == 0) {
        return Verdict.SAME;
      }
      if (aim == Aim.NONE) {
        return Verdict.NONE;
      }
      return change > 0 == (aim == Aim.MORE) ? Verdict.BETTER : Verdict.WORSE;
    }

    private static OptionalDouble of(double value) {
      return OptionalDouble.of(value);
    }

    private static OptionalDouble percentile(Optional<Outline.Spread> spread, int percent) {
      return spread.isPresent() ? of(spread.get().at(percent)) : OptionalDouble.empty();
    }

    private static long notMet(Outline of) {
      return of.checks().stream().filter(check -> !check.ok()).count();
    }
  }

  private static String whole(double value) {
    return Say.number(Math.round(value));
  }

  private static String joules(double value) {
    return String.format(Locale.ROOT, "%.3f J", value);
  }
}
