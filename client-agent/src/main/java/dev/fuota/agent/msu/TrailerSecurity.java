package dev.fuota.agent.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.secure.CredentialEnvelope;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.protocol.msu.secure.ReplayWindow;
import dev.fuota.protocol.msu.secure.SenderTrailers;
import dev.fuota.protocol.msu.secure.TrailerCounter;
import dev.fuota.protocol.msu.secure.TrailerSealer;
import dev.fuota.protocol.msu.secure.TrailerVerifier;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** The security profile with the keys of a site (MSU-X38). */
public final class TrailerSecurity implements MsuSecurity {
  private static final int SENDERS_MAX = 64;

  private final GroupKeys keys;
  private final MsuDecoder decoder;
  private final SenderTrailers senders;
  private final TrailerCounter counter = new TrailerCounter();

  private TrailerSecurity(GroupKeys keys, MsuLimits limits, Supplier<TrailerVerifier> verifiers) {
    this.keys = keys;
    this.decoder = new MsuDecoder(limits);
    this.senders = new SenderTrailers(SENDERS_MAX, verifiers);
  }

  /** Whoever has the keys of the site may send. */
  public static TrailerSecurity withGroupKey(GroupKeys keys, MsuLimits limits) {
    return new TrailerSecurity(
        keys, limits, () -> TrailerVerifier.withGroupKey(keys, new ReplayWindow(0)));
  }

  /**
   * Only the server may, by its Ed25519 key; what leaves is sealed with the keys of the site.
   *
   * @param keyId of {@code server}
   */
  public static TrailerSecurity withServerKey(
      GroupKeys keys, PublicKeyInfo server, int keyId, MsuLimits limits) {
    return new TrailerSecurity(
        keys, limits, () -> TrailerVerifier.withSignature(server, keyId, new ReplayWindow(0)));
  }

  @Override
  public void seal(ByteBuffer out, Ipv4 self, long nowMs) {
    Bytes message = Bytes.of(out.array(), out.arrayOffset(), out.position());
    TrailerSealer.withGroupKey(keys, self).seal(message, counter.next(nowMs)).putTo(out.clear());
  }

  @Override
  public boolean isGood(ByteBuffer datagram, Ipv4 source) {
    return decoder.decode(datagram) instanceof MsuDecoded.Ok ok
        && senders.isGood(datagram, ok, source);
  }

  @Override
  public boolean knowsLogin(
      Access access, Bytes username, Bytes password, Ipv4 server, int transactionId) {
    CredentialEnvelope envelope = new CredentialEnvelope(keys, server, transactionId);
    Optional<Bytes> user = envelope.open(CredentialEnvelope.Kind.USERNAME, username);
    Optional<Bytes> secret = envelope.open(CredentialEnvelope.Kind.PASSWORD, password);
    boolean sameUser = ConnectPolicy.same(access.username(), user.orElse(Bytes.EMPTY));
    boolean sameSecret = ConnectPolicy.same(access.password(), secret.orElse(Bytes.EMPTY));
    return user.isPresent() && secret.isPresent() && sameUser && sameSecret;
  }
}
