package dev.fuota.fleet.air.link;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What walls cost: every device is in one of a few classes. How many are in which is our choice.
 *
 * @param classes with shares whose sum is 1
 */
public record BuildingEntry(List<Wall> classes) {
  /** All devices stand outside. */
  public static final BuildingEntry OUTSIDE = indoors(0);

  /**
   * A class of devices.
   *
   * @param share how many of all, 0..1
   * @param lossDb what its walls cost
   */
  public record Wall(double share, double lossDb) {}

  public BuildingEntry {
    classes = List.copyOf(classes);
    if (Math.abs(classes.stream().mapToDouble(Wall::share).sum() - 1) > 1e-9) {
      throw new IllegalArgumentException("the shares are not 1 together: " + classes);
    }
  }

  /** So many inside, half of them behind one wall (8 dB), half deep inside (17 dB). */
  public static BuildingEntry indoors(double share) {
    return new BuildingEntry(
        List.of(new Wall(1 - share, 0), new Wall(share / 2, 8), new Wall(share / 2, 17)));
  }

  /** The loss of one device. */
  public double draw(RandomGenerator random) {
    double left = random.nextDouble();
    for (Wall wall : classes) {
      left -= wall.share();
      if (left < 0) {
        return wall.lossDb();
      }
    }
    return classes.get(classes.size() - 1).lossDb();
  }
}
