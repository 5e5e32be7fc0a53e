package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that a device believes. With none, no image is accepted.
 *
 * <p>A new key comes in by images that the old and the new key have signed: a device that knows
 * either of them takes these. Then the old one is revoked: its signature counts for nothing any
 * more, and an image that only it has signed is refused by that name.
 *
 * @param revoked keys that are no longer believed, also where {@code keys} has them
 */
public record TrustedKeys(List<PublicKeyInfo> keys, List<PublicKeyInfo> revoked) {
  public TrustedKeys {
    keys = List.copyOf(keys);
    revoked = List.copyOf(revoked);
  }

  /** Keys none of which is revoked. */
  public TrustedKeys(List<PublicKeyInfo> keys) {
    this(keys, List.of());
  }

  public static TrustedKeys of(PublicKeyInfo... keys) {
    return new TrustedKeys(List.of(keys));
  }

  /** These keys, with {@code key} revoked. */
  public TrustedKeys revoking(PublicKeyInfo key) {
    return new TrustedKeys(keys, Stream.concat(revoked.stream(), Stream.of(key)).toList());
  }

  /** Reads a text with one or more {@code PUBLIC KEY} blocks; one bad key spoils all. */
  public static Decoded<TrustedKeys> fromPem(String pem) {
    Decoded<List<Pem.Block>> blocks = Pem.blocks(pem);
    if (blocks instanceof Malformed<List<Pem.Block>> malformed) {
      return malformed.as();
    }
    List<PublicKeyInfo> keys = new ArrayList<>();
    for (Pem.Block block : blocks.value().orElseThrow()) {
      Decoded<PublicKeyInfo> key = PublicKeyInfo.fromBlock(block);
      if (key instanceof Malformed<PublicKeyInfo> malformed) {
        return malformed.as();
      }
      keys.add(key.value().orElseThrow());
    }
    return Decoded.ok(new TrustedKeys(keys));
  }

  /**
   * The key that {@code tlv} names: a KEYHASH by all octets of the hash, a PUBKEY by the key itself
   * (which is as good: no other key has its hash). A revoked one too.
   */
  Optional<PublicKeyInfo> find(HashAlgorithm hash, Tlv tlv) {
    Bytes keyHash = tlv.is(TlvType.KEYHASH) ? tlv.value() : hash.hash(tlv.value());
    return Stream.concat(keys.stream(), revoked.stream())
        .filter(key -> key.keyHash(hash).equals(keyHash))
        .findFirst();
  }

  boolean isRevoked(PublicKeyInfo key) {
    return revoked.contains(key);
  }
}
