package dev.fuota.monitor.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Counts wrong tokens by where they come from. Who has used up its tries is not looked at until the
 * count is forgotten, which its owner does once a minute. Thread-safe; its memory is bounded.
 */
public final class FailureLimit {
  private static final int PLACES_MAX = 10_000;
  private static final int PREFIX_LENGTH = 8;
  private static final String EVERYBODY_ELSE = "";

  private final int tries;
  private final Map<String, Integer> failures = new HashMap<>();

  /**
   * @param tries wrong tokens from one place between two calls of {@link #forget}
   */
  public FailureLimit(int tries) {
    this.tries = tries;
  }

  /** Whether a place has tries left. */
  public synchronized boolean allows(InetAddress place) {
    return failures.getOrDefault(key(place), 0) < tries;
  }

  /** A token from there was wrong. */
  public synchronized void failed(InetAddress place) {
    failures.merge(key(place), 1, Integer::sum);
  }

  /** Everybody may try again. */
  public synchronized void forget() {
    failures.clear();
  }

  /** Who has one IPv6 address has the 2^64 of its network: they count as one. */
  private String key(InetAddress place) {
    byte[] octets = place.getAddress();
    String key =
        HexFormat.of()
            .formatHex(
                place instanceof Inet6Address ? Arrays.copyOf(octets, PREFIX_LENGTH) : octets);
    return failures.size() < PLACES_MAX || failures.containsKey(key) ? key : EVERYBODY_ELSE;
  }
}
