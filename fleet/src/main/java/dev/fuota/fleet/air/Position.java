package dev.fuota.fleet.air;

import java.util.random.RandomGenerator;

/**
 * A place.
 *
 * @param eastMetres from the middle of the map
 * @param northMetres from the middle of the map
 * @param heightMetres of the antenna above ground
 */
public record Position(double eastMetres, double northMetres, double heightMetres) {
  /** The middle of the map, at the height of a man. */
  public static final Position ORIGIN = new Position(0, 0, 1.5);

  /** Somewhere in a disc around the middle, everywhere as likely. */
  public static Position inDisc(double radius, double heightMetres, RandomGenerator random) {
    double distance = radius * Math.sqrt(random.nextDouble());
    double angle = 2 * Math.PI * random.nextDouble();
    return new Position(distance * Math.cos(angle), distance * Math.sin(angle), heightMetres);
  }

  /** Distance over ground. */
  public double metresTo(Position other) {
    return Math.hypot(eastMetres - other.eastMetres, northMetres - other.northMetres);
  }
}
