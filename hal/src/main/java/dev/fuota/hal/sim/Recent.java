package dev.fuota.hal.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of late, by their hash: whoever asks for an equal one gets the same one, as long as no
 * other one has taken its place. Devices of a fleet do alike at nearly the same time.
 *
 * @param <T> cannot be changed, and is equal to others of its content
 */
final class Recent<T> {
  private static final int PLACES = 1 << 10;

  private final List<@Nullable T> values =
      new ArrayList<@Nullable T>(Collections.nCopies(PLACES, null));

  T of(T asked) {
    int hash = asked.hashCode();
    int place = (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
    T there = values.get(place);
    if (asked.equals(there)) {
      return there;
    }
    values.set(place, asked);
    return asked;
  }
}
