package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import java.util.List;
import java.util.Optional;

/**
 * What a MAC keeps over a reset, apart from counters and nonces. The session is one record, and all
 * others say to which session they belong: so a power cut leaves the old session or the new one,
 * whole.
 */
final class SessionStore { // MAC-091
  private static final int OF_SESSION = 1 + Long.BYTES;

  private final Records records;

  SessionStore(Records records) {
    this.records = records;
  }

  Records records() {
    return records;
  }

  /** The session of a device that joined. */
  Optional<Activated> session(Activation.Otaa device, LorawanVersion version) {
    return records
        .read(NvmKey.SESSION)
        .flatMap(record -> Activated.decode(device, version, record));
  }

  /**
   * Begins a session: all records of the one before count as absent from here on.
   *
   * @throws FlashFault if it cannot be kept; the one before goes on
   */
  void save(Activated activated) {
    records.write(NvmKey.SESSION, activated.encode());
  }

  Optional<Bytes> plan(long session) {
    return read(NvmKey.PLAN, session);
  }

  void savePlan(long session, Bytes plan) {
    write(NvmKey.PLAN, session, plan);
  }

  /** The commands that {@link CommandDesk} keeps; empty if the session never had any. */
  Optional<List<MacCommand>> answers(long session) {
    return read(NvmKey.MAC_ANSWERS, session).map(octets -> MacCommands.decodeUp(octets).commands());
  }

  void saveAnswers(long session, List<MacCommand> answers) {
    if (answers.isEmpty() && records.read(NvmKey.MAC_ANSWERS).isEmpty()) {
      return; // most devices never have any
    }
    write(NvmKey.MAC_ANSWERS, session, MacCommands.encode(answers));
  }

  private Optional<Bytes> read(NvmKey key, long session) {
    return records
        .read(key)
        .flatMap(record -> Records.open(record, OF_SESSION))
        .filter(in -> in.getLong() == session)
        .map(Bytes::rest);
  }

  /** Without it a device works on; it only knows less after a reset. */
  private void write(NvmKey key, long session, Bytes body) {
    try {
      records.write(
          key,
          Records.encode(
              OF_SESSION + body.length(),
              out -> {
                out.putLong(session);
                body.putTo(out);
              }));
    } catch (FlashFault fault) {
      return;
    }
  }
}
