package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Unsigned;
import java.util.OptionalLong;

/** Frame counters have 32 bits, of which the lower 16 travel. */
public final class FrameCounter {
  /** The "last accepted" of a session that accepted nothing yet. */
  public static final long NONE = -1;

  private static final int LOW_BITS = 1 << 16;

  /** MAX_FCNT_GAP of LoRaWAN 1.0.3 and before: a step must be smaller. */
  public static final int MAX_F_CNT_GAP = 16_384;

  private FrameCounter() {}

  /**
   * The 32-bit counter to verify a frame with: the next value after {@code lastAccepted} that ends
   * in {@code fCnt16}. The MIC decides whether it is right, not the size of the step; only then is
   * it the new last accepted.
   *
   * @param lastAccepted 0..2^32-1, or {@link #NONE}
   * @param fCnt16 as received, 0..65535
   * @return empty if the frame repeats {@code lastAccepted}, or if the counter is used up
   */
  public static OptionalLong candidate(long lastAccepted, int fCnt16) { // MAC-034, MAC-035
    if (lastAccepted == NONE) {
      return OptionalLong.of(fCnt16);
    }
    long step = Math.floorMod(fCnt16 - lastAccepted, (long) LOW_BITS);
    long candidate = lastAccepted + step;
    return step == 0 || candidate > Unsigned.U32_MAX
        ? OptionalLong.empty()
        : OptionalLong.of(candidate);
  }

  /**
   * The same where the size of the step counts too, as in LoRaWAN 1.0.3 and before.
   *
   * @param maxGap that a step must not reach: {@link #MAX_F_CNT_GAP}
   * @return empty also if the step is too large
   */
  public static OptionalLong candidate(long lastAccepted, int fCnt16, int maxGap) {
    OptionalLong candidate = candidate(lastAccepted, fCnt16);
    boolean far =
        lastAccepted != NONE
            && candidate.isPresent()
            && candidate.getAsLong() - lastAccepted >= maxGap;
    return far ? OptionalLong.empty() : candidate;
  }
}
