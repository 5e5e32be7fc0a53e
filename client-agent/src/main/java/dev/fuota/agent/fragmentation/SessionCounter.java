package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;

/**
 * SessionCntPrev of one FragIndex (TS004 version 2): it survives everything and is never set back
 * (TS004-32). A counter that has reached 65535 leaves no other, so the index is spent (TS004-41).
 */
final class SessionCounter {
  private static final int NONE = -1;

  private final NvmKey key;
  private int last = NONE;

  /** The highest counter that is safe in NVM. */
  private int kept = NONE;

  SessionCounter(int fragIndex) {
    this.key = NvmKey.fragCounter(fragIndex);
  }

  /** Takes back what survived a reset. */
  void load(Bytes octets) {
    last = Records.readU32(octets).map(Long::intValue).orElse(NONE);
    kept = last;
  }

  /** Whether a setup with this counter would repeat what was (TS004-33). */
  boolean isReplay(int sessionCnt) {
    return sessionCnt <= last;
  }

  /** A fragment came: from now on the counter of its session is spent (TS004-34). */
  void spend(int sessionCnt) {
    last = Math.max(last, sessionCnt);
  }

  boolean isKept() {
    return kept == last;
  }

  Action save() {
    return new Action.Save(key, Records.u32(last));
  }

  /** What {@link #save} wanted was done. */
  void onSaved() {
    kept = last;
  }
}
