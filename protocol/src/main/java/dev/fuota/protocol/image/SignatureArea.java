package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the area behind the hashed part: hash, SIG_PURE, key and signature of each signer, and
 * what {@code rest} holds, in the order of MCUboot's tool.
 *
 * @param pure sign the message instead of its digest
 * @param fullKey the key itself instead of its hash
 * @param rest whole records that come last
 */
record SignatureArea(HashAlgorithm hash, boolean pure, boolean fullKey, List<Bytes> rest) {

  /** The area for {@code message}: header, plain payload and protected area. */
  Bytes of(Bytes message, List<SigningKey> signers) {
    Bytes digest = hash.hash(message);
    List<Bytes> records = new ArrayList<>();
    records.add(TlvWriter.encode(hash.tlvType().code(), digest));
    if (pure) {
      records.add(TlvWriter.encode(TlvType.SIG_PURE.code(), Bytes.of((byte) 1)));
    }
    for (SigningKey signer : signers) {
      records.add(name(signer.publicKey()));
      records.add(
          TlvWriter.encode(
              signer.type().signatureType().code(), signer.sign(pure ? message : digest)));
    }
    records.addAll(rest);
    return TlvWriter.area(TlvArea.MAGIC_UNPROTECTED, records);
  }

  private Bytes name(PublicKeyInfo key) {
    return fullKey
        ? TlvWriter.encode(TlvType.PUBKEY.code(), key.der())
        : TlvWriter.encode(TlvType.KEYHASH.code(), key.keyHash(hash));
  }
}
