package dev.fuota.fleet.lorawan;

import java.util.function.IntUnaryOperator;

/**
 * Where the devices of one run stand in a fleet of several cells.
 *
 * @param cell 0 and up
 * @param seed of the cell's simulation
 * @param number of a device in the fleet, by its place in the cell, both 0 and up
 */
public record Place(int cell, long seed, IntUnaryOperator number) {

  /** The only cell of its fleet. */
  public static Place whole(long seed) {
    return new Place(0, seed, IntUnaryOperator.identity());
  }
}
