package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * RJcount0 of rejoin-requests of types 0 and 2, which begins anew with each session, and RJcount1
 * of type 1, which never does (LoRaWAN 1.1, section 6.2.4). None is used twice: each is in flash as
 * used before it is given out. They do not roll over.
 */
final class RejoinCounts {
  /** The type of rejoin-request that resets the radio parameters too. */
  static final int RESET = 0;

  /** The type that is like a join-request. */
  static final int HOME = 1;

  /** The type that changes address and keys only. */
  static final int REKEY = 2;

  private static final int END = 0xffff;
  private static final int OCTETS = 1 + Long.BYTES + 2 * Integer.BYTES;

  private final Records records;

  RejoinCounts(Records records) {
    this.records = records;
  }

  private record Counts(long session, int inSession, int atHome) {}

  /**
   * The next one; empty if none is left.
   *
   * @param session the number of the session
   * @throws dev.fuota.hal.flash.FlashFault if flash cannot tell which were used, or keep that this
   *     one is
   */
  OptionalInt take(int type, long session) {
    Counts kept = read(session);
    int next = type == HOME ? kept.atHome : kept.inSession;
    if (next >= END) {
      return OptionalInt.empty();
    }
    write(
        type == HOME
            ? new Counts(session, kept.inSession, next + 1)
            : new Counts(session, next + 1, kept.atHome));
    return OptionalInt.of(next);
  }

  private Counts read(long session) {
    Optional<Bytes> record = records.demand(NvmKey.REJOIN_COUNTERS);
    Counts kept =
        record
            .flatMap(octets -> Records.open(octets, OCTETS))
            .map(in -> new Counts(in.getLong(), in.getInt(), in.getInt()))
            .orElse(new Counts(session, 0, 0));
    return kept.session == session ? kept : new Counts(session, 0, kept.atHome);
  }

  private void write(Counts counts) {
    records.write(
        NvmKey.REJOIN_COUNTERS,
        Records.encode(
            OCTETS,
            out -> out.putLong(counts.session).putInt(counts.inSession).putInt(counts.atHome)));
  }
}
