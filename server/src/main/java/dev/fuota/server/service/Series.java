package dev.fuota.server.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fragments and complete devices over time, {@value #POINTS_MAX} points at most. When it is full,
 * every second point goes, and from then on points are twice as far apart.
 */
final class Series {
  static final int POINTS_MAX = 600;

  private static final Duration STEP_AT_FIRST = Duration.ofSeconds(1);

  private final List<SeriesPoint> points = new ArrayList<>();
  private Duration step = STEP_AT_FIRST;

  /** Adds how things are; within a step only the latest counts. */
  void add(SeriesPoint point) {
    int last = points.size() - 1;
    if (last > 0 && Duration.between(points.get(last - 1).t(), point.t()).compareTo(step) < 0) {
      points.set(last, point);
      return;
    }
    if (points.size() == POINTS_MAX) {
      thinOut();
    }
    points.add(point);
  }

  private void thinOut() {
    List<SeriesPoint> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      kept.add(points.get(i));
    }
    points.clear();
    points.addAll(kept);
    Duration apart = Duration.between(kept.get(0).t(), last(kept).t()).dividedBy(kept.size());
    step = step.multipliedBy(2).compareTo(apart) > 0 ? step.multipliedBy(2) : apart;
  }

  private static SeriesPoint last(List<SeriesPoint> points) {
    return points.get(points.size() - 1);
  }

  List<SeriesPoint> points() {
    return List.copyOf(points);
  }
}
