package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;

/**
 * A payload cannot be expanded, and {@link #refused} says why. Leaves this package only through the
 * {@link dev.fuota.protocol.image.ImageSource} of an expanded image, whose reads have no result to
 * put it into; whoever proved the payload before never meets it.
 */
public final class ExpandFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refused refused;

  ExpandFault(Refused refused) {
    // Without a stack trace: hostile input makes these, and nobody looks for a bug of ours there.
    super(refused.toString(), null, false, false);
    this.refused = refused;
  }

  public Refused refused() {
    return refused;
  }

  /** The octets break the rules of their format. */
  static ExpandFault bad(String sentence) {
    return new ExpandFault(new Refused(Reason.BAD_EXPANSION, sentence));
  }

  /** Legal perhaps, but this product does not expand it. */
  static ExpandFault unknown(String sentence) {
    return new ExpandFault(new Refused(Reason.UNKNOWN_EXPANSION, sentence));
  }

  static ExpandFault tooLarge(long octets, int limit) {
    return new ExpandFault(
        new Refused(
            Reason.TOO_LARGE, "the result has " + octets + " octets, the limit is " + limit));
  }
}
