package dev.fuota.agent.msu;

import dev.fuota.hal.file.PartFile;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.StatusCode;
import java.util.Optional;

/** Decides by its signature whether a received file may be used (MSU-X07). */
public interface SignaturePolicy {

  /**
   * What the file is measured by.
   *
   * @param installed version that runs, if known
   * @param securityVersion that the file must have at least
   */
  record Expected(NotificationKind kind, Optional<String> installed, long securityVersion) {}

  /**
   * The outcome.
   *
   * @param code {@code NONE} if the file is good
   * @param payloadLength octets of the file without its footer
   */
  record Judged(StatusCode code, long payloadLength) {
    static Judged bad(StatusCode code) {
      return new Judged(code, 0);
    }
  }

  /** Looks at {@code length} octets of {@code content}. */
  Judged judge(PartFile content, long length, Expected expected);
}
