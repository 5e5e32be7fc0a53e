package dev.fuota.boot;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * What the journal says of an installation: enough to go on at any step. Record, little-endian:
 * octet 0 kind, 1 flags (bit 0 trial, bit 1 the result is what waits), 2 slot, 3..5 lengths of the
 * digests, 6..9 {@code newLength}, 10..13 {@code oldLength}, 14..17 {@code payload}, then the
 * digests.
 *
 * @param kind how the image comes to run
 * @param trial whether it has to confirm itself
 * @param slot where it will run
 * @param newLength octets of the image that will run
 * @param oldLength octets of the image that runs, 0 if there is none
 * @param payload octets of what waits, if that is not the image itself, or 0
 * @param waiting digest of what waits
 * @param result digest of the image that will run
 * @param old digest of the image to fall back to
 */
record Plan(
    Kind kind,
    boolean trial,
    BootSlot slot,
    int newLength,
    int oldLength,
    int payload,
    Bytes waiting,
    Bytes result,
    Optional<Bytes> old) {
  private static final int HEADER = 18;
  private static final int TRIAL = 1;
  private static final int SAME = 2;

  /** The codes of the kinds are their places here. */
  private static final List<Kind> KINDS =
      List.of(Kind.COPY, Kind.SWAP, Kind.STAY, Kind.UNPACK, Kind.PATCH);

  enum Kind {
    /** Copied over the running image. */
    COPY,
    /** Changes places with the running image. */
    SWAP,
    /** Runs where it lies. */
    STAY,
    /** Made from its payload in the slot where it waits, as a whole image. */
    UNPACK,
    /** A delta applied in the primary slot itself. */
    PATCH
  }

  byte[] encode() {
    Bytes none = Bytes.of(new byte[0]);
    Bytes before = old.orElse(none);
    boolean same = result.equals(waiting);
    Bytes after = same ? none : result;
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + waiting.length() + after.length() + before.length())
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) KINDS.indexOf(kind)).put((byte) ((trial ? TRIAL : 0) | (same ? SAME : 0)));
    out.put((byte) slot.code());
    out.put((byte) waiting.length()).put((byte) after.length()).put((byte) before.length());
    out.putInt(newLength).putInt(oldLength).putInt(payload);
    out.put(waiting.toArray()).put(after.toArray()).put(before.toArray());
    return out.array();
  }

  /** The plan that a record holds; empty for a record of another make. */
  static Optional<Plan> decode(byte[] octets) {
    boolean known =
        octets.length >= HEADER
            && octets[0] >= 0
            && octets[0] < KINDS.size()
            && octets[3] >= 0
            && octets[4] >= 0
            && octets[5] >= 0
            && octets.length == HEADER + octets[3] + octets[4] + octets[5];
    return known ? Optional.of(take(octets)) : Optional.empty();
  }

  private static Plan take(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    Kind kind = KINDS.get(in.get());
    int flags = in.get();
    BootSlot slot = BootSlot.ofCode(in.get());
    int waitingLength = in.get();
    int resultLength = in.get();
    int oldLength = in.get();
    int sizeNew = in.getInt();
    int sizeOld = in.getInt();
    int payload = in.getInt();
    Bytes waiting = take(in, waitingLength);
    Bytes after = take(in, resultLength);
    Bytes before = take(in, oldLength);
    return new Plan(
        kind,
        (flags & TRIAL) != 0,
        slot,
        sizeNew,
        sizeOld,
        payload,
        waiting,
        (flags & SAME) != 0 ? waiting : after,
        oldLength == 0 ? Optional.empty() : Optional.of(before));
  }

  private static Bytes take(ByteBuffer in, int length) {
    byte[] octets = new byte[length];
    in.get(octets);
    return Bytes.of(octets);
  }
}
