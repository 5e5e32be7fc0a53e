package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Judges the trailers of many senders. What a sender has used up is remembered for those that
 * proved themselves, so invented ones cost nothing; beyond a bound the first is forgotten.
 */
public final class SenderTrailers {
  private final int sendersMax;
  private final Supplier<TrailerVerifier> verifiers;
  private final Map<Ipv4, TrailerVerifier> senders = new LinkedHashMap<>();

  /**
   * Nobody is known yet.
   *
   * @param verifiers makes one for a sender that is new
   */
  public SenderTrailers(int sendersMax, Supplier<TrailerVerifier> verifiers) {
    this.sendersMax = sendersMax;
    this.verifiers = verifiers;
  }

  /**
   * Whether a datagram has a trailer that is right and new.
   *
   * @param datagram message and trailer, position to limit, which are left as they are
   * @param decoded from it
   */
  public boolean isGood(ByteBuffer datagram, MsuDecoded.Ok decoded, Ipv4 source) {
    TrailerVerifier known = senders.get(source);
    TrailerVerifier verifier = known == null ? verifiers.get() : known;
    if (verifier.check(Bytes.rest(datagram.duplicate()), decoded, source).isPresent()) {
      return false;
    }
    if (known == null) {
      remember(source, verifier);
    }
    return true;
  }

  private void remember(Ipv4 source, TrailerVerifier verifier) {
    senders.put(source, verifier);
    if (senders.size() > sendersMax) {
      senders.remove(senders.keySet().iterator().next());
    }
  }
}
