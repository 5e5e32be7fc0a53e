package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes smaller files of images, each once for all devices, and tries each: a file that does not
 * become exactly the new image is not offered. What was made last is kept.
 */
final class FormMaker {
  /** What may be kept. */
  private static final long OCTETS_MAX = 64 << 20;

  private static final int KEPT_MAX = 1000;

  private record Key(Bytes fresh, Bytes base, Recipe recipe) {}

  private final SigningKey key;
  private final Map<Key, Optional<Made>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;

  FormMaker(SigningKey key) {
    this.key = key;
  }

  /** The file, or empty if the recipe makes none of these that is right. */
  Optional<Made> make(Recipe recipe, WholeImage fresh, Optional<WholeImage> base) {
    Key wanted = new Key(fresh.digest(), base.map(WholeImage::digest).orElse(Bytes.EMPTY), recipe);
    Optional<Made> known = kept.get(wanted);
    if (known != null) {
      return known;
    }
    Optional<Made> made = tried(recipe, fresh, base);
    keep(wanted, made);
    return made;
  }

  private void keep(Key wanted, Optional<Made> made) {
    kept.put(wanted, made);
    octets += octets(made);
    var eldest = kept.values().iterator();
    while (octets > OCTETS_MAX || kept.size() > KEPT_MAX) {
      octets -= octets(eldest.next());
      eldest.remove();
    }
  }

  private static long octets(Optional<Made> made) {
    return made.map(it -> it.file().length()).orElse(0);
  }

  private Optional<Made> tried(Recipe recipe, WholeImage fresh, Optional<WholeImage> base) {
    Bytes file;
    try {
      file = recipe.make(fresh, base, key);
    } catch (IllegalArgumentException impossible) {
      return Optional.empty();
    }
    ImagePolicy ours =
        ImagePolicy.of(TrustedKeys.of(key.publicKey()), WholeImage.OCTETS_MAX).withPackages(true);
    return ImageVerifier.verify(ImageSource.of(file), ours).isAccepted()
        ? Proof.of(recipe.name(), file, base)
            .filter(proven -> isSame(proven.result().image(), fresh.image()))
            .map(Proof.Proven::made)
        : Optional.empty();
  }

  /**
   * Whether header, payload and protected area are the same: a compressed image brings a signature
   * of its own for what comes out.
   */
  private static boolean isSame(Image result, Image fresh) {
    return result.totalLength() == fresh.totalLength()
        && result.carriedHash().equals(fresh.carriedHash());
  }
}
