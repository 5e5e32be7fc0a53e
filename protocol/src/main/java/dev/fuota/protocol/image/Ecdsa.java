package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * ECDSA over a digest, with the signature as strict DER: {@code SEQUENCE { INTEGER r, INTEGER s }},
 * one encoding per pair, nothing behind it. Images made before MCUboot 1.5 pad it; they are
 * refused.
 */
final class Ecdsa {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  /** Longest content whose DER length is one octet; P-384 needs 102. */
  private static final int SHORT_LENGTH_MAX = 0x7f;

  private record Pair(BigInteger r, BigInteger s) {}

  private Ecdsa() {}

  static boolean verify(ECPublicKeyParameters key, Bytes signature, byte[] digest) {
    Optional<Pair> pair = decode(signature);
    if (pair.isEmpty()) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, key);
    // Also checks that r and s are in 1..n-1.
    return verifier.verifySignature(digest, pair.get().r(), pair.get().s());
  }

  /** Deterministic (RFC 6979): the same key and digest give the same octets. */
  static Bytes sign(ECPrivateKeyParameters key, byte[] digest) {
    boolean wide = key.getParameters().getN().bitLength() > 256;
    ECDSASigner signer =
        new ECDSASigner(new HMacDSAKCalculator(wide ? new SHA384Digest() : new SHA256Digest()));
    signer.init(true, key);
    BigInteger[] pair = signer.generateSignature(digest);
    return encode(pair[0].toByteArray(), pair[1].toByteArray());
  }

  private static Bytes encode(byte[] r, byte[] s) {
    ByteBuffer out = ByteBuffer.allocate(2 + 2 + r.length + 2 + s.length);
    out.put((byte) SEQUENCE).put((byte) (out.capacity() - 2));
    out.put((byte) INTEGER).put((byte) r.length).put(r);
    out.put((byte) INTEGER).put((byte) s.length).put(s);
    return Bytes.of(out.array());
  }

  private static Optional<Pair> decode(Bytes signature) {
    int length = signature.length();
    if (length < 2
        || length - 2 > SHORT_LENGTH_MAX
        || signature.at(0) != SEQUENCE
        || signature.at(1) != length - 2) {
      return Optional.empty();
    }
    ByteBuffer in = signature.slice(2, length - 2).asBuffer();
    Optional<BigInteger> r = takeInteger(in);
    Optional<BigInteger> s = r.isEmpty() ? Optional.empty() : takeInteger(in);
    return s.isEmpty() || in.hasRemaining()
        ? Optional.empty()
        : Optional.of(new Pair(r.get(), s.get()));
  }

  private static Optional<BigInteger> takeInteger(ByteBuffer in) {
    if (in.remaining() < 2 || in.get() != INTEGER) {
      return Optional.empty();
    }
    int length = in.get();
    if (length < 1 || length > in.remaining()) {
      return Optional.empty();
    }
    Bytes value = Bytes.take(in, length);
    BigInteger integer = new BigInteger(value.toArray());
    // BigInteger writes the shortest form, as DER demands: whatever differs is another encoding.
    return Bytes.of(integer.toByteArray()).equals(value) ? Optional.of(integer) : Optional.empty();
  }
}
