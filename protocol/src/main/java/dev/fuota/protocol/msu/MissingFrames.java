package dev.fuota.protocol.msu;

/**
 * What a client misses of a chunk.
 *
 * @param chunk 1 to 2^32 - 1
 * @param bitmap {@link FrameBitmap}, not empty
 */
public record MissingFrames(long chunk, int bitmap) {
  static final int LENGTH = 8;

  public MissingFrames {
    Checks.range("chunk", chunk, 1, Checks.U32_MAX);
    Checks.that(bitmap != 0, "nothing is missing");
  }
}
