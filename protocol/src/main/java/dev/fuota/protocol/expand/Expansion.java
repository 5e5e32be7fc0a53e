package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.expand.Payload.Compressed;
import dev.fuota.protocol.expand.Payload.Packaged;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import dev.fuota.protocol.image.Verification;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How one verified image, compressed or a package, becomes the image that runs (TR002 step 14b).
 *
 * <p>{@link #prove} comes before the first erase: it expands once without writing, and verifies
 * what comes out as an image of its own. {@link #open} then gives the same octets again.
 */
public final class Expansion {
  private static final int CHUNK = 64;
  private static final ImageSource NO_BASE = ImageSource.of(Bytes.EMPTY);

  private final Payload payload;
  private final Image image;
  private final ImageSource source;
  private final ImageSource content;

  private Expansion(Payload payload, Image image, ImageSource source, int octets) {
    this.payload = payload;
    this.image = image;
    this.source = source;
    this.content = new Section(source, image.header().hdrSize(), octets);
  }

  /**
   * Looks at what {@code verified} is; malformed if it lies as it runs, or says wrong things about
   * its payload.
   *
   * @param verified an image that its device accepted: nothing of it is believed otherwise
   * @param source where it lies, not encrypted
   */
  public static Decoded<Expansion> of(Image verified, ImageSource source) {
    Decoded<Payload> payload = Payload.of(verified);
    if (payload instanceof Malformed<Payload> malformed) {
      return malformed.as();
    }
    Payload known = payload.value().orElseThrow();
    if (known instanceof Payload.Whole) {
      return Decoded.badValue("payload", "the image lies as it runs, there is nothing to expand");
    }
    Decoded<Integer> octets = Payload.octets(verified);
    if (octets instanceof Malformed<Integer> malformed) {
      return malformed.as();
    }
    Expansion expansion = new Expansion(known, verified, source, octets.value().orElseThrow());
    return expansion.isInPlace()
        ? Patches.inPlace(expansion.content).map(sizes -> expansion)
        : Decoded.ok(expansion);
  }

  public Payload payload() {
    return payload;
  }

  /** SHA-256 of the whole old image; empty where none is named. */
  public Optional<Bytes> baseDigest() {
    return payload instanceof Packaged packed ? packed.baseDigest() : Optional.empty();
  }

  /**
   * Of a package the SHA-256 of the whole new image; of a compressed image the hash that the
   * expanded one carries, which covers header, payload and protected TLVs.
   */
  public Bytes resultDigest() {
    return payload instanceof Packaged packed
        ? packed.resultDigest()
        : ((Compressed) payload).digest();
  }

  /** Whether the old image is needed. */
  public boolean isDelta() {
    return payload instanceof Packaged packed && packed.kind().isDelta();
  }

  /** The sizes of a patch that can be applied in place. */
  public Optional<InPlace> inPlace() {
    return isInPlace() ? Patches.inPlace(content).value() : Optional.empty();
  }

  private boolean isInPlace() {
    return payload instanceof Packaged packed && packed.kind() == PackageKind.DETOOLS_IN_PLACE;
  }

  /**
   * All that can be checked before anything is erased, in this order: the base by its digest, the
   * form of the payload by expanding it, the result by its digest, and the result as an image.
   *
   * @param base where the old image lies, perhaps with a slot's rest behind it; not read unless
   *     {@link #isDelta}
   * @param policy for the result, which is never encrypted, whatever its flags say; the slot limit
   *     bounds the expansion too
   * @return the accepted image is the result
   */
  public Verdict prove(ImageSource base, ImagePolicy policy, RamBudget budget) {
    return prove(base, policy, Verification.DIRECT, budget);
  }

  /** As {@link #prove(ImageSource, ImagePolicy, RamBudget)}, with another verifier of images. */
  public Verdict prove(ImageSource base, ImagePolicy policy, Verification check, RamBudget budget) {
    try {
      ImageSource old = isDelta() ? oldImage(base) : NO_BASE;
      Optional<Refused> wrongBase = checkBase(old);
      return wrongBase.isPresent() ? wrongBase.get() : proveResult(old, policy, check, budget);
    } catch (ExpandFault fault) {
      return fault.refused();
    }
  }

  private static ImageSource oldImage(ImageSource base) {
    return Image.parse(base)
        .value()
        .map(installed -> base.prefix(installed.totalLength()))
        .orElse(NO_BASE);
  }

  private Optional<Refused> checkBase(ImageSource old) {
    Optional<Bytes> wanted = isDelta() ? baseDigest() : Optional.empty();
    Optional<Bytes> there = Image.parse(old).value().map(image -> image.sha256Of(old));
    return wanted.isEmpty() || wanted.equals(there)
        ? Optional.empty()
        : Optional.of(
            new Refused(
                Reason.WRONG_BASE,
                "the delta is made from image " + wanted.get() + ", another one is installed"));
  }

  private Verdict proveResult(
      ImageSource old, ImagePolicy policy, Verification check, RamBudget budget) {
    MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    RamBudget once = budget.part();
    OptionalInt length;
    try {
      length = expand(old, policy.slotLimit(), digest, once);
    } finally {
      once.release();
    }
    if (payload instanceof Packaged packed
        && !packed.resultDigest().equals(Bytes.of(digest.digest()))) {
      return new Refused(
          Reason.WRONG_RESULT, "what comes out is not the image " + packed.resultDigest());
    }
    ExpandedSource result = new ExpandedSource(opening(old), length.orElseThrow(), budget);
    try {
      return wholly(check.verify(result, forResult(policy)), length.orElseThrow());
    } finally {
      result.close();
    }
  }

  /** A compressed image keeps the flags of its encryption, and comes out in plain text. */
  private ImagePolicy forResult(ImagePolicy policy) {
    return payload instanceof Compressed ? policy.withPlainSlot(true) : policy;
  }

  private OptionalInt expand(ImageSource old, int limit, MessageDigest digest, RamBudget budget) {
    byte[] chunk = budget.take(CHUNK);
    Expander expander = new LimitedExpander(() -> stream(old, limit, budget), limit);
    int count;
    do {
      count = expander.read(chunk, 0, CHUNK);
      digest.update(chunk, 0, count);
    } while (count == CHUNK);
    if (expander.failure().isPresent()) {
      throw new ExpandFault(expander.failure().get());
    }
    return OptionalInt.of(expander.position());
  }

  /** An update ends with its image: no trailer comes along, no fill. */
  private static Verdict wholly(Verdict verdict, int length) {
    return verdict instanceof Accepted accepted && accepted.image().totalLength() != length
        ? new Refused(
            Reason.TRAILING_OCTETS,
            "the result has "
                + length
                + " octets, its image only "
                + accepted.image().totalLength())
        : verdict;
  }

  /**
   * The expanded image. Sequential reads stream, a read backwards starts again from the beginning,
   * in the same memory. Reads throw {@link ExpandFault} where the payload is bad, which {@link
   * #prove} excludes.
   *
   * @param base the old image; octets behind its end do not matter. For {@link #inPlace} patches
   *     only those octets are read that the segment at hand may read
   * @param length octets of the result, the {@code totalLength} of the proven image
   */
  public ImageSource open(ImageSource base, int length, RamBudget budget) {
    ImageSource old =
        inPlace()
            .filter(sizes -> sizes.oldSize() <= base.length())
            .map(sizes -> base.prefix(sizes.oldSize()))
            .orElse(base);
    return new ExpandedSource(opening(old), length, budget);
  }

  private Function<RamBudget, Expander> opening(ImageSource old) {
    return budget ->
        new LimitedExpander(() -> stream(old, Integer.MAX_VALUE, budget), Integer.MAX_VALUE);
  }

  private OctetStream stream(ImageSource old, int limit, RamBudget budget) {
    return payload instanceof Packaged packed
        ? Patches.open(packed.kind(), packed.parameter(), content, old, limit, budget)
        : RebuiltImage.open(image, source, content, (Compressed) payload, limit, budget);
  }
}
