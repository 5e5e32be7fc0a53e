package dev.fuota.monitor.guard;

/** What the bearer of a token may do. */
public enum Role {
  /** Look at everything. */
  READ,
  /** Look at everything, and change it. */
  OPERATE;

  /** Whether this role may do what {@code needed} may. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
