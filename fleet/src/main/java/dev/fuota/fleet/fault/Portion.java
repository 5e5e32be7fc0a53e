package dev.fuota.fleet.fault;

/**
 * The devices of a cell among those of its fleet: it has as many victims of a fault as all cells up
 * to this one together lack.
 *
 * @param first how many devices the cells before have, 0 and up
 * @param count devices of this cell
 * @param fleet devices of all cells
 */
public record Portion(int first, int count, int fleet) {
  public Portion {
    if (first < 0 || count < 0 || fleet < 1 || first > fleet - count) {
      throw new IllegalArgumentException(count + " devices from " + first + " on of " + fleet);
    }
  }

  /** Of a fleet that is one cell. */
  public static Portion whole(int count) {
    return new Portion(0, count, Math.max(1, count));
  }

  /** How many devices of this cell a fault strikes; of the whole fleet at least one. */
  int victims(Whom whom) {
    long all =
        whom instanceof Whom.Share share
            ? Math.max(1, Math.round(share.share() * fleet))
            : Math.min(fleet, ((Whom.Count) whom).count());
    return (int) ((first + (long) count) * all / fleet - first * all / fleet);
  }
}
