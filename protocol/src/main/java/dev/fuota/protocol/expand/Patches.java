package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.ImageSource;

/**
 * The decoders of bare patches: no header, no digest, so whoever uses one of them must know the
 * result from elsewhere. {@code limit} is the most octets of output, 0 or more.
 */
public final class Patches {
  private Patches() {}

  /**
   * A raw heatshrink stream.
   *
   * @param window 4..15, octets of the window as a power of two; anything else is refused
   * @param lookahead 3..window - 1, the longest repetition as a power of two
   */
  public static Expander heatshrink(
      ImageSource patch, int window, int lookahead, int limit, RamBudget budget) {
    return new LimitedExpander(
        () -> new HeatshrinkDecoder(new PatchInput(patch, budget), window, lookahead, budget),
        limit);
  }

  /**
   * A detools patch, sequential or in place.
   *
   * @param old exactly the old image
   */
  public static Expander detools(ImageSource patch, ImageSource old, int limit, RamBudget budget) {
    return new LimitedExpander(() -> DetoolsDecoder.open(patch, old, limit, budget), limit);
  }

  /** A JojoDiff patch. */
  public static Expander jojodiff(ImageSource patch, ImageSource old, int limit, RamBudget budget) {
    return new LimitedExpander(() -> JojoDecoder.open(patch, old, budget), limit);
  }

  /** A patch of bsdiff 4. Its bzip2 buffers need megabytes: a format for computers. */
  public static Expander bsdiff40(ImageSource patch, ImageSource old, int limit, RamBudget budget) {
    return new LimitedExpander(() -> BsdiffDecoder.open(patch, old, limit, budget), limit);
  }

  /** The sizes of a detools in-place patch; malformed if it is none. */
  public static Decoded<InPlace> inPlace(ImageSource patch) {
    try {
      OctetStream in = new PatchInput(patch, new RamBudget(PatchInput.BUFFER));
      return DetoolsHead.read(in, Integer.MAX_VALUE)
          .inPlace()
          .map(Decoded::ok)
          .orElseGet(() -> Decoded.badValue("patch", "the patch is not one in place"));
    } catch (ExpandFault fault) {
      return Decoded.badValue("patch", fault.refused().sentence());
    }
  }

  /** The patch inside a package. */
  static OctetStream open(
      PackageKind kind,
      int parameter,
      ImageSource patch,
      ImageSource old,
      int limit,
      RamBudget budget) {
    return switch (kind) {
      case HEATSHRINK ->
          HeatshrinkDecoder.withParameter(parameter, new PatchInput(patch, budget), budget);
      case DETOOLS, DETOOLS_IN_PLACE -> {
        requireHead(kind, parameter, patch);
        yield DetoolsDecoder.open(patch, old, limit, budget);
      }
      case JOJODIFF -> {
        requireZero(parameter);
        yield JojoDecoder.open(patch, old, budget);
      }
      case BSDIFF40 -> {
        requireZero(parameter);
        yield BsdiffDecoder.open(patch, old, limit, budget);
      }
    };
  }

  /** What the signed TLV says and what the patch says of itself must be one thing. */
  private static void requireHead(PackageKind kind, int compression, ImageSource patch) {
    int type = kind == PackageKind.DETOOLS ? DetoolsHead.SEQUENTIAL : DetoolsHead.IN_PLACE;
    byte[] first = new byte[1];
    patch.read(0, first, 0, 1);
    if ((first[0] & 0xff) != (type << 4 | compression)) {
      throw ExpandFault.bad(
          "the package is of kind " + kind + " and compression " + compression + ", its patch not");
    }
  }

  private static void requireZero(int parameter) {
    if (parameter != 0) {
      throw ExpandFault.bad("the package has the parameter " + parameter + ", its kind has none");
    }
  }
}
