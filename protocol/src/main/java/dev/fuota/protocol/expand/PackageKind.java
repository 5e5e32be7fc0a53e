package dev.fuota.protocol.expand;

import java.util.Arrays;
import java.util.Optional;

/** What the payload of a package is: the first octet of its kind TLV. */
public enum PackageKind {
  /** A whole image; the parameter is (window - 4) << 4 | (lookahead - 3). */
  HEATSHRINK(2, false),
  /** The parameter is the patch's {@link DetoolsCompression}. */
  DETOOLS(4, true),
  /** The parameter is 0. */
  JOJODIFF(5, true),
  /** The parameter is 0. */
  BSDIFF40(6, true),
  /** The parameter is the patch's {@link DetoolsCompression}. */
  DETOOLS_IN_PLACE(7, true);

  private final int code;
  private final boolean delta;

  PackageKind(int code, boolean delta) {
    this.code = code;
    this.delta = delta;
  }

  public int code() {
    return code;
  }

  /** Whether it needs the old image. */
  public boolean isDelta() {
    return delta;
  }

  static Optional<PackageKind> of(int code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
  }
}
