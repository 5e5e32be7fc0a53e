package dev.fuota.server.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.secure.CredentialEnvelope;
import dev.fuota.protocol.msu.secure.CredentialEnvelope.Kind;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.protocol.msu.secure.ReplayWindow;
import dev.fuota.protocol.msu.secure.SenderTrailers;
import dev.fuota.protocol.msu.secure.TrailerCounter;
import dev.fuota.protocol.msu.secure.TrailerSealer;
import dev.fuota.protocol.msu.secure.TrailerVerifier;
import dev.fuota.server.msu.MsuOffer.Credentials;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The security profile with the keys of a site. What leaves is sealed with the site's key, or
 * signed with the server's own; what clients send must carry the site's. One for each server, since
 * its counter may never repeat.
 */
public final class SiteSeal implements MsuSeal {
  private static final int SENDERS_MAX = 65_536;
  private static final int NONCE_LENGTH = 12;

  private final GroupKeys keys;
  private final LongSupplier millis;
  private final Function<Ipv4, TrailerSealer> sealers;
  private final SenderTrailers senders;
  private final TrailerCounter counter = new TrailerCounter();

  private SiteSeal(GroupKeys keys, LongSupplier millis, Function<Ipv4, TrailerSealer> sealers) {
    this.keys = keys;
    this.millis = millis;
    this.sealers = sealers;
    this.senders =
        new SenderTrailers(
            SENDERS_MAX, () -> TrailerVerifier.withGroupKey(keys, new ReplayWindow(0)));
  }

  /**
   * Seals with the site's key, which every member has (suite 1).
   *
   * @param millis the time of day in milliseconds: counters must grow across restarts
   */
  public static SiteSeal withGroupKey(GroupKeys keys, LongSupplier millis) {
    return new SiteSeal(keys, millis, self -> TrailerSealer.withGroupKey(keys, self));
  }

  /**
   * Signs, so that not even a member of the site can pretend to be the server (suite 2).
   *
   * @param key Ed25519
   * @param keyId of {@code key}, as clients know it
   */
  public static SiteSeal withServerKey(
      GroupKeys keys, SigningKey key, int keyId, LongSupplier millis) {
    return new SiteSeal(keys, millis, self -> TrailerSealer.withSignature(key, keyId, self));
  }

  @Override
  public void appendTo(ByteBuffer message, Ipv4 self) {
    ByteBuffer written = message.duplicate().flip();
    Bytes sealed = sealers.apply(self).seal(Bytes.rest(written), counter.next(millis.getAsLong()));
    sealed.putTo(message.clear());
  }

  @Override
  public boolean isGood(ByteBuffer datagram, MsuDecoded.Ok decoded, Ipv4 from) {
    return senders.isGood(datagram, decoded, from);
  }

  /**
   * User name and password in envelopes that only the site can open.
   *
   * @param random for nonces; a secure one where clients are real
   */
  public MsuOffer.Login login(Credentials known, RandomGenerator random) {
    return (server, transactionId) -> {
      CredentialEnvelope envelope = new CredentialEnvelope(keys, server, transactionId);
      return Optional.of(
          new Credentials(
              envelope.seal(Kind.USERNAME, nonce(random), known.username()),
              envelope.seal(Kind.PASSWORD, nonce(random), known.password())));
    };
  }

  private static Bytes nonce(RandomGenerator random) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    return Bytes.of(nonce);
  }
}
