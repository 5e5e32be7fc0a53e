package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;

/**
 * A decoder at work, pulled by whoever wants its output. The octets, and where they end, do not
 * depend on how many are asked for at once.
 */
public interface Expander {

  /**
   * Puts the next octets of the output into {@code into} from index {@code at}.
   *
   * @return how many; fewer than {@code length} only at the end of the output or after a failure
   */
  int read(byte[] into, int at, int length);

  /** Why the output ended early; empty while all is well. The octets read so far are worthless. */
  Optional<Refused> failure();

  /** Octets of output so far. */
  int position();
}
