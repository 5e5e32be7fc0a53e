package dev.fuota.fleet.air;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a device stands, with what does not change of its ways to the gateways. */
final class Site {
  private final Position position;
  private final double wallDb;
  private final Chain cell;
  private @Nullable Way[] ways = {};
  private double slowDb;
  private long slowNanos;

  /** The way to one gateway; {@code lossDb} is for the frequency of the last frame. */
  static final class Way {
    final double metres;
    final double obstacleDb;
    int frequencyHz;
    double lossDb;

    Way(double metres, double obstacleDb) {
      this.metres = metres;
      this.obstacleDb = obstacleDb;
    }
  }

  Site(Position position, double wallDb, Chain cell, double slowDb, long nowNanos) {
    this.position = position;
    this.wallDb = wallDb;
    this.cell = cell;
    this.slowDb = slowDb;
    this.slowNanos = nowNanos;
  }

  Position position() {
    return position;
  }

  double wallDb() {
    return wallDb;
  }

  Chain cell() {
    return cell;
  }

  @Nullable Way way(int station) {
    return station < ways.length ? ways[station] : null;
  }

  void remember(int station, Way way) {
    if (station >= ways.length) {
      ways = Arrays.copyOf(ways, station + 1);
    }
    ways[station] = way;
  }

  double slowDb() {
    return slowDb;
  }

  /** Nanoseconds since the slow change was looked at, which is now. */
  long slowPassed(long nowNanos) {
    long passed = nowNanos - slowNanos;
    slowNanos = nowNanos;
    return passed;
  }

  void slowDb(double next) {
    slowDb = next;
  }
}
