package dev.fuota.protocol.msu;

import java.util.Optional;
import java.util.Set;

/** The outcome of decoding a datagram: a message, or the reason why there is none. */
public sealed interface MsuDecoded {

  /**
   * A message that may be acted on.
   *
   * @param trailer of the optional security profile, not verified here; it is no part of the
   *     message
   */
  record Ok(MsuMessage message, Set<MsuWarning> warnings, Optional<SecurityTrailer> trailer)
      implements MsuDecoded {}

  /**
   * No message: the datagram is dropped.
   *
   * @param reason what is counted
   * @param detail one sentence for a person
   */
  record Rejected(RejectReason reason, String detail) implements MsuDecoded {}

  /** The message, or empty where there is none. */
  default Optional<MsuMessage> accepted() {
    return this instanceof Ok ok ? Optional.of(ok.message) : Optional.empty();
  }
}
