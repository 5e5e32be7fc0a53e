package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The frame counters in flash that belong to one session: those of another one count as absent. So
 * a new session begins with a single record, the session itself, and a power cut cannot leave it
 * with the counters of the one before.
 */
final class CounterRecords {
  private static final int OF_SESSION = 2;
  private static final int OF_SESSION_OCTETS = 1 + Integer.BYTES + Long.BYTES;

  private final Records records;
  private final OptionalLong session;

  /**
   * The records of a session.
   *
   * @param session the number of the session; empty for a personalised device, which has one only
   */
  CounterRecords(Records records, OptionalLong session) {
    this.records = records;
    this.session = session;
  }

  /**
   * A counter of this session; empty if it has none yet.
   *
   * @throws dev.fuota.hal.flash.FlashFault if flash cannot tell
   */
  OptionalLong read(NvmKey key) {
    Optional<Bytes> record = records.demand(key);
    Optional<Long> counter =
        session.isEmpty() ? record.flatMap(Records::readU32) : record.flatMap(this::ofSession);
    return counter.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private Optional<Long> ofSession(Bytes octets) {
    return Records.open(octets, OF_SESSION, OF_SESSION_OCTETS)
        .flatMap(
            in -> {
              long counter = Integer.toUnsignedLong(in.getInt());
              return in.getLong() == session.getAsLong() ? Optional.of(counter) : Optional.empty();
            });
  }

  /**
   * Returns when the counter is safe.
   *
   * @throws dev.fuota.hal.flash.FlashFault if it is not
   */
  void write(NvmKey key, long counter) {
    records.write(
        key,
        session.isEmpty()
            ? Records.u32(counter)
            : Records.encode(
                OF_SESSION,
                OF_SESSION_OCTETS,
                out -> out.putInt((int) counter).putLong(session.getAsLong())));
  }
}
