package dev.fuota.fleet.world;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches what a device sends, over all its resets. In a session a frame counter goes up, or the
 * very same frame is repeated: anything else would encrypt two texts with one key stream. A
 * DevNonce is never used twice: it makes the keys of a session. A session is known by its address;
 * only a join-request lets it begin anew.
 */
public final class UplinkCounterCheck implements Predicate<byte[]> {
  private static final int JOIN_REQUEST = 0x00;
  private static final int UNCONFIRMED = 0x40;
  private static final int CONFIRMED = 0x80;
  private static final int TYPE = 0xe0;
  private static final int JOIN_LENGTH = 23;
  private static final int NONCE_AT = 17;
  private static final int ADDRESS_AT = 1;
  private static final int FCNT_AT = 6;
  private static final int HALF = 0x8000;

  /** The last frame of each session: of one as a rule, and of few in any case. */
  private byte[][] last = {};

  /** Of a device that joins. */
  private @Nullable BitSet nonces;

  private boolean joining;

  /** As {@link #sends}; what does not throw is allowed. */
  @Override
  public boolean test(byte[] phyPayload) {
    sends(phyPayload);
    return true;
  }

  /**
   * The device sends {@code phyPayload}.
   *
   * @throws AssertionError if its counter or its DevNonce was used before
   */
  void sends(byte[] phyPayload) {
    int type = phyPayload[0] & TYPE;
    if (type == JOIN_REQUEST && phyPayload.length == JOIN_LENGTH) {
      joins(u16(phyPayload, NONCE_AT));
    } else if (type == UNCONFIRMED || type == CONFIRMED) {
      counts(phyPayload);
    }
  }

  /** How many join-requests there were. */
  int joins() {
    return nonces == null ? 0 : nonces.cardinality();
  }

  private void joins(int devNonce) {
    BitSet used = nonces == null ? new BitSet() : nonces;
    if (used.get(devNonce)) {
      throw new AssertionError("DevNonce " + devNonce + " was used before");
    }
    used.set(devNonce);
    nonces = used;
    joining = true;
  }

  private void counts(byte[] phyPayload) {
    byte[] before = replace(phyPayload.clone());
    boolean newSession = joining;
    joining = false;
    if (before == null || newSession || Arrays.equals(phyPayload, before)) {
      return;
    }
    int step = (u16(phyPayload, FCNT_AT) - u16(before, FCNT_AT)) & 0xffff;
    if (step == 0 || step >= HALF) {
      throw new AssertionError(
          "uplink counter " + u16(phyPayload, FCNT_AT) + " after " + u16(before, FCNT_AT));
    }
  }

  /** Takes down the last frame of a session; gives the one before it, null if there was none. */
  private byte @Nullable [] replace(byte[] next) {
    for (int i = 0; i < last.length; i++) {
      if (address(last[i]) == address(next)) {
        byte[] before = last[i];
        last[i] = next;
        return before;
      }
    }
    last = Arrays.copyOf(last, last.length + 1);
    last[last.length - 1] = next;
    return null;
  }

  private static int address(byte[] phyPayload) {
    return u16(phyPayload, ADDRESS_AT) | u16(phyPayload, ADDRESS_AT + 2) << 16;
  }

  private static int u16(byte[] octets, int at) {
    return Byte.toUnsignedInt(octets[at]) | Byte.toUnsignedInt(octets[at + 1]) << 8;
  }
}
