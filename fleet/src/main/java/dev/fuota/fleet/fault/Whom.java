package dev.fuota.fleet.fault;

/** What a {@link Fault} strikes. Devices are drawn by lot from the cell's seed. */
public sealed interface Whom {

  /**
   * A share of the fleet's devices.
   *
   * @param share above 0, at most 1
   */
  record Share(double share) implements Whom {
    public Share {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("a share of " + share);
      }
    }
  }

  /**
   * Some of the fleet's devices.
   *
   * @param count of all cells together, from 1; more than there are means all
   */
  record Count(int count) implements Whom {
    public Count {
      if (count < 1) {
        throw new IllegalArgumentException(count + " devices");
      }
    }
  }

  /**
   * A gateway of each cell.
   *
   * @param index from 0, in the order of the scenario
   */
  record Gateway(int index) implements Whom {
    public Gateway {
      if (index < 0) {
        throw new IllegalArgumentException("gateway " + index);
      }
    }
  }

  /** The built-in server of each cell. */
  record Server() implements Whom {}

  /** Whether these are devices. */
  default boolean isDevices() {
    return this instanceof Share || this instanceof Count;
  }
}
