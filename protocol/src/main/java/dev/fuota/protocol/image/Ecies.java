package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The ways in which a content key travels to a device that has a private key (MCUboot, "Encrypted
 * images"). TLV value: ephemeral public key, HMAC, encrypted content key (16 or 32 octets). HKDF of
 * the shared secret (no salt) gives an AES key as long as the content key, then the HMAC key; the
 * HMAC covers the encrypted content key and is compared before that is used.
 */
enum Ecies {
  P256(TlvType.ENC_EC256, KeyAgreement.ECDH_P256, HashAlgorithm.SHA256),
  X25519(TlvType.ENC_X25519, KeyAgreement.ECDH_X25519, HashAlgorithm.SHA256),
  X25519_SHA512(TlvType.ENC_X25519_SHA512, KeyAgreement.ECDH_X25519, HashAlgorithm.SHA512);

  private static final byte[] INFO = "MCUBoot_ECIES_v1".getBytes(StandardCharsets.US_ASCII);

  private final TlvType tlvType;
  private final KeyAgreement agreement;
  private final HashAlgorithm hash;

  Ecies(TlvType tlvType, KeyAgreement agreement, HashAlgorithm hash) {
    this.tlvType = tlvType;
    this.agreement = agreement;
    this.hash = hash;
  }

  static Optional<Ecies> of(Tlv tlv) {
    return Stream.of(values()).filter(form -> tlv.is(form.tlvType)).findFirst();
  }

  TlvType tlvType() {
    return tlvType;
  }

  KeyAgreement agreement() {
    return agreement;
  }

  private Digest newDigest() {
    return hash == HashAlgorithm.SHA512 ? new SHA512Digest() : new SHA256Digest();
  }

  private int macOctets() {
    return hash.octets();
  }

  /** Octets of the TLV with a content key of {@code keyOctets}. */
  int octets(int keyOctets) {
    return agreement.pointOctets() + macOctets() + keyOctets;
  }

  Bytes ephemeralKey(Bytes value) {
    return value.slice(0, agreement.pointOctets());
  }

  /** The TLV value that takes {@code contentKey} to whoever knows {@code shared} too. */
  Bytes seal(Bytes ephemeralKey, byte[] shared, Bytes contentKey) {
    Bytes derived = derive(shared, contentKey.length());
    Bytes sealed = encrypt(derived, contentKey);
    return ephemeralKey.concat(mac(derived, sealed)).concat(sealed);
  }

  /**
   * The content key.
   *
   * @param value of {@link #octets} octets
   */
  Decoded<Bytes> open(Bytes value, byte[] shared, int keyOctets) {
    Bytes sealed = value.slice(value.length() - keyOctets, keyOctets);
    Bytes derived = derive(shared, keyOctets);
    byte[] there = value.slice(agreement.pointOctets(), macOctets()).toArray();
    return MessageDigest.isEqual(mac(derived, sealed).toArray(), there)
        ? Decoded.ok(encrypt(derived, sealed))
        : Decoded.badValue(
            tlvType.name(), "the content key is damaged or was made for another device");
  }

  private Bytes derive(byte[] shared, int keyOctets) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(newDigest());
    hkdf.init(new HKDFParameters(shared, null, INFO));
    byte[] derived = new byte[keyOctets + macOctets()];
    hkdf.generateBytes(derived, 0, derived.length);
    return Bytes.of(derived);
  }

  private Bytes mac(Bytes derived, Bytes sealed) {
    HMac hmac = new HMac(newDigest());
    int keyOctets = sealed.length();
    hmac.init(new KeyParameter(derived.toArray(), keyOctets, macOctets()));
    hmac.update(sealed.toArray(), 0, keyOctets);
    byte[] mac = new byte[macOctets()];
    hmac.doFinal(mac, 0);
    return Bytes.of(mac);
  }

  /** AES-CTR from counter 0 on: the same in both directions. */
  private static Bytes encrypt(Bytes derived, Bytes contentKey) {
    byte[] octets = contentKey.toArray();
    new PayloadCipher(derived.slice(0, octets.length)).apply(0, octets, 0, octets.length);
    return Bytes.of(octets);
  }
}
