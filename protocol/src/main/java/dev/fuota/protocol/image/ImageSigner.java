package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Signs an image that is there already: another key joins, or all signatures are made anew. */
public final class ImageSigner {
  private static final Set<TlvType> MADE_ANEW =
      Set.of(
          TlvType.KEYHASH,
          TlvType.PUBKEY,
          TlvType.SHA256,
          TlvType.SHA384,
          TlvType.SHA512,
          TlvType.RSA2048,
          TlvType.RSA3072,
          TlvType.ECDSA,
          TlvType.ED25519,
          TlvType.SIG_PURE);

  private ImageSigner() {}

  /**
   * The image with {@code keys} as its only signers. What is behind the image in {@code source} is
   * not in the result.
   *
   * @param verdict of {@link ImageVerifier#integrity} or better, about {@code source}
   * @throws IllegalArgumentException if the keys need different hashes
   */
  public static Bytes replace(Verdict.Accepted verdict, ImageSource source, List<SigningKey> keys) {
    Image image = verdict.image();
    HashAlgorithm hash = keys.isEmpty() ? TlvRules.hashOf(image) : keys.get(0).type().usualHash();
    requireFit(hash, keys);
    List<Bytes> rest =
        image.unprotectedTlvs().stream()
            .filter(tlv -> TlvType.of(tlv.type()).filter(MADE_ANEW::contains).isEmpty())
            .map(ImageSigner::encoded)
            .toList();
    Bytes message = Bytes.of(image.hashedOctets(verdict.plain(source)));
    Bytes area = new SignatureArea(hash, false, false, rest).of(message, keys);
    return hashedPart(image, source).concat(area);
  }

  /**
   * The image with the signatures that it has and those of {@code keys} behind them.
   *
   * @param verdict of {@link ImageVerifier#integrity} or better, about {@code source}
   * @throws IllegalArgumentException if a key does not sign images with this hash
   */
  public static Bytes add(Verdict.Accepted verdict, ImageSource source, List<SigningKey> keys) {
    Image image = verdict.image();
    HashAlgorithm hash = TlvRules.hashOf(image);
    requireFit(hash, keys);
    boolean pure = image.unprotectedTlvs().stream().anyMatch(tlv -> tlv.is(TlvType.SIG_PURE));
    Bytes message = pure ? Bytes.of(image.hashedOctets(verdict.plain(source))) : verdict.digest();
    List<Bytes> records = new ArrayList<>();
    image.unprotectedTlvs().forEach(tlv -> records.add(encoded(tlv)));
    for (SigningKey key : keys) {
      records.add(TlvWriter.encode(TlvType.KEYHASH.code(), key.publicKey().keyHash(hash)));
      records.add(TlvWriter.encode(key.type().signatureType().code(), key.sign(message)));
    }
    return hashedPart(image, source).concat(TlvWriter.area(TlvArea.MAGIC_UNPROTECTED, records));
  }

  private static void requireFit(HashAlgorithm hash, List<SigningKey> keys) {
    for (SigningKey key : keys) {
      if (!key.type().fits(hash)) {
        throw new IllegalArgumentException(
            "a key of " + key.type() + " does not sign images with " + hash);
      }
    }
  }

  private static Bytes encoded(Tlv tlv) {
    return TlvWriter.encode(tlv.type(), tlv.value());
  }

  private static Bytes hashedPart(Image image, ImageSource source) {
    byte[] octets = new byte[image.hashedLength()];
    source.read(0, octets, 0, octets.length);
    return Bytes.of(octets);
  }
}
