package dev.fuota.protocol.expand;

import java.util.Arrays;
import java.util.Optional;

/** How a detools patch is compressed: bits 3..0 of its first octet. */
public enum DetoolsCompression {
  NONE(0),
  /** The old "LZMA alone" file format. */
  LZMA(1),
  /** Conditional run-length encoding. */
  CRLE(2),
  BZ2(3),
  HEATSHRINK(4),
  /** Known by name only. */
  ZSTD(5),
  /** Known by name only. */
  LZ4(6);

  private final int code;

  DetoolsCompression(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static Optional<DetoolsCompression> of(int code) {
    return Arrays.stream(values()).filter(compression -> compression.code == code).findFirst();
  }
}
