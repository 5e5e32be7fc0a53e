package dev.fuota.protocol.delta;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.expand.Patches;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImageSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be made between two images, or of one.
 *
 * @param parameter as a package carries it
 */
public record PatchFormat(PackageKind kind, int parameter) {
  public static final String DEFAULT = "detools-heatshrink";

  private static final Map<String, DetoolsCompression> DETOOLS =
      Map.of(
          "none", DetoolsCompression.NONE,
          "crle", DetoolsCompression.CRLE,
          "heatshrink", DetoolsCompression.HEATSHRINK,
          "lzma", DetoolsCompression.LZMA,
          "bz2", DetoolsCompression.BZ2);

  /** For instance {@code heatshrink-w11l4}. */
  private static final Pattern HEATSHRINK = Pattern.compile("heatshrink-w(\\d{1,2})l(\\d{1,2})");

  private static final Pattern SEQUENTIAL = Pattern.compile("detools-([a-z0-9]+)");
  private static final Pattern IN_PLACE = Pattern.compile("detools-inplace(?:-([a-z0-9]+))?");

  /** Sizes that a patch in place needs; octets. */
  public record Memory(int size, int segment, Optional<Integer> shift) {}

  /**
   * The format of that name: {@code detools-} and {@code detools-inplace-} with none, crle,
   * heatshrink, lzma or bz2, {@code bsdiff40}, {@code heatshrink-wWlL} with W 4..15 and L 3..W-1;
   * empty if there is none.
   */
  public static Optional<PatchFormat> parse(String text) {
    Matcher whole = HEATSHRINK.matcher(text);
    if (whole.matches()) {
      return heatshrink(Integer.parseInt(whole.group(1)), Integer.parseInt(whole.group(2)));
    }
    if (text.equals("bsdiff40")) {
      return Optional.of(new PatchFormat(PackageKind.BSDIFF40, 0));
    }
    Matcher inPlace = IN_PLACE.matcher(text);
    if (inPlace.matches()) {
      String name = Optional.ofNullable(inPlace.group(1)).orElse("heatshrink");
      return detools(PackageKind.DETOOLS_IN_PLACE, name);
    }
    Matcher sequential = SEQUENTIAL.matcher(text);
    return sequential.matches()
        ? detools(PackageKind.DETOOLS, String.valueOf(sequential.group(1)))
        : Optional.empty();
  }

  private static Optional<PatchFormat> detools(PackageKind kind, String compression) {
    return Optional.ofNullable(DETOOLS.get(compression))
        .map(known -> new PatchFormat(kind, known.code()));
  }

  private static Optional<PatchFormat> heatshrink(int window, int lookahead) {
    return window < 4 || window > 15 || lookahead < 3 || lookahead >= window
        ? Optional.empty()
        : Optional.of(
            new PatchFormat(
                PackageKind.HEATSHRINK, HeatshrinkEncoder.parameter(window, lookahead)));
  }

  private DetoolsCompression compression() {
    return DETOOLS.values().stream()
        .filter(known -> known.code() == parameter)
        .findFirst()
        .orElseThrow();
  }

  private int window() {
    return (parameter >> 4) + 4;
  }

  private int lookahead() {
    return (parameter & 0x0f) + 3;
  }

  /** The bare patch, or the compressed image. */
  public Bytes make(Bytes old, Bytes fresh, Optional<Memory> memory) {
    return switch (kind) {
      case HEATSHRINK -> HeatshrinkEncoder.encode(fresh, window(), lookahead());
      case DETOOLS -> DeltaMaker.detools(old, fresh, compression());
      case DETOOLS_IN_PLACE -> inPlace(old, fresh, memory.orElseThrow());
      case BSDIFF40 -> DeltaMaker.bsdiff40(old, fresh);
      case JOJODIFF -> throw new IllegalStateException("no name leads to JojoDiff");
    };
  }

  private Bytes inPlace(Bytes old, Bytes fresh, Memory memory) {
    return memory.shift().isPresent()
        ? DeltaMaker.detoolsInPlace(
            old, fresh, compression(), memory.size(), memory.segment(), memory.shift().get())
        : DeltaMaker.detoolsInPlace(old, fresh, compression(), memory.size(), memory.segment());
  }

  /** Applies what {@link #make} made. */
  public Expander apply(Bytes patch, Bytes old, int limit, RamBudget budget) {
    ImageSource octets = ImageSource.of(patch);
    return switch (kind) {
      case HEATSHRINK -> Patches.heatshrink(octets, window(), lookahead(), limit, budget);
      case DETOOLS, DETOOLS_IN_PLACE -> Patches.detools(octets, ImageSource.of(old), limit, budget);
      case BSDIFF40 -> Patches.bsdiff40(octets, ImageSource.of(old), limit, budget);
      case JOJODIFF -> throw new IllegalStateException("no name leads to JojoDiff");
    };
  }
}
