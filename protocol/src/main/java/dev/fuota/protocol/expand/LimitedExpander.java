package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outside of a decoder: bounds its output and turns its faults into values. The output is made
 * octet by octet, so that a failure comes behind the same octet whatever was asked for at once.
 */
final class LimitedExpander implements Expander {
  private final Supplier<OctetStream> opening;
  private final int limit;
  private Optional<OctetStream> stream = Optional.empty();
  private Optional<Refused> failure = Optional.empty();
  private boolean ended;
  private int position;

  /**
   * @param opening reads the head of the input and makes the decoder; may throw {@link ExpandFault}
   * @param limit most octets of output
   */
  LimitedExpander(Supplier<OctetStream> opening, int limit) {
    this.opening = opening;
    this.limit = limit;
  }

  @Override
  public int read(byte[] into, int at, int length) {
    int done = 0;
    try {
      while (done < length && !ended) {
        int octet = next();
        if (octet == OctetStream.END) {
          ended = true;
        } else {
          into[at + done] = (byte) octet;
          done++;
        }
      }
    } catch (ExpandFault fault) {
      failure = Optional.of(fault.refused());
      ended = true;
    }
    return done;
  }

  private int next() {
    if (stream.isEmpty()) {
      stream = Optional.of(opening.get());
    }
    int octet = stream.get().next();
    if (octet != OctetStream.END && position++ == limit) {
      position = limit;
      throw ExpandFault.tooLarge(limit + 1L, limit);
    }
    return octet;
  }

  @Override
  public Optional<Refused> failure() {
    return failure;
  }

  @Override
  public int position() {
    return position;
  }
}
