package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that a device believes. With none, no image is accepted. */
public record TrustedKeys(List<PublicKeyInfo> keys) {
  public TrustedKeys {
    keys = List.copyOf(keys);
  }

  public static TrustedKeys of(PublicKeyInfo... keys) {
    return new TrustedKeys(List.of(keys));
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

  /** The key with exactly that hash, all octets of it. */
  Optional<PublicKeyInfo> find(HashAlgorithm hash, Bytes keyHash) {
    return keys.stream().filter(key -> key.keyHash(hash).equals(keyHash)).findFirst();
  }
}
