package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.SecurityTrailer;
import java.util.Optional;

/**
 * Judges the trailers of one sender; keeps what it has seen, so one is needed for each sender and
 * key.
 */
public final class TrailerVerifier {

  /** What is wrong with a datagram; it is dropped, a Connect answered with code 20. */
  public enum Problem {
    /** No trailer, or another suite or key than the one expected. */
    NO_TRAILER,
    /** It comes from another address than it says. */
    SENDER,
    /** Seen before, or too old to tell. */
    REPLAYED,
    /** Tag or signature is wrong. */
    FORGED
  }

  private interface Seal {
    boolean isRight(Bytes part, Bytes nonce, Bytes seal);
  }

  private final int suite;
  private final int keyId;
  private final Seal seal;
  private final ReplayWindow replays;

  private TrailerVerifier(int suite, int keyId, ReplayWindow replays, Seal seal) {
    this.suite = suite;
    this.keyId = keyId;
    this.replays = replays;
    this.seal = seal;
  }

  public static TrailerVerifier withGroupKey(GroupKeys keys, ReplayWindow replays) {
    return new TrailerVerifier(
        SecurityTrailer.SUITE_GROUP_KEY,
        keys.keyId(),
        replays,
        (part, nonce, tag) -> AesGcm.open(keys.authKey(), nonce, tag, part).isPresent());
  }

  /**
   * For suite 2.
   *
   * @param key Ed25519, of the server
   */
  public static TrailerVerifier withSignature(PublicKeyInfo key, int keyId, ReplayWindow replays) {
    if (key.type() != KeyType.ED25519) {
      throw new IllegalArgumentException("suite 2 needs an Ed25519 key");
    }
    return new TrailerVerifier(
        SecurityTrailer.SUITE_SIGNATURE,
        keyId,
        replays,
        (part, nonce, signature) -> key.verifies(signature, part.toArray()));
  }

  /**
   * What is wrong with a datagram, first thing first; empty if nothing is, and then its counter is
   * used up.
   *
   * @param datagram with its trailer
   * @param decoded from it
   * @param source address it came from
   */
  public Optional<Problem> check(Bytes datagram, MsuDecoded.Ok decoded, Ipv4 source) {
    if (decoded.trailer().filter(it -> it.suite() == suite && it.keyId() == keyId).isEmpty()) {
      return Optional.of(Problem.NO_TRAILER);
    }
    SecurityTrailer trailer = decoded.trailer().get();
    if (!trailer.sender().equals(source)) {
      return Optional.of(Problem.SENDER);
    }
    boolean data = decoded.message().type() == MsuType.DATA;
    if (!replays.isNew(trailer.counter(), data)) {
      return Optional.of(Problem.REPLAYED);
    }
    Bytes sealed = datagram.slice(0, datagram.length() - trailer.seal().length());
    Bytes head =
        sealed.slice(sealed.length() - SecurityTrailer.FIXED_LENGTH, SecurityTrailer.FIXED_LENGTH);
    if (!seal.isRight(sealed, SecurityTrailer.nonce(head), trailer.seal())) {
      return Optional.of(Problem.FORGED);
    }
    replays.use(trailer.counter(), data);
    return Optional.empty();
  }
}
