package dev.fuota.protocol.expand;

/**
 * How a detools in-place patch wants the memory: the old image is first moved up by {@code
 * shiftSize}, then the new one is made from the memory's start on, segment by segment. Segment
 * {@code i} reads the old image only from memory offset max((i + 1) * segmentSize, shiftSize) on,
 * so it never reads what it or an earlier one overwrote, and may be made again. All in octets.
 *
 * @param memorySize a multiple of {@code segmentSize}, as is {@code shiftSize}
 * @param segmentSize 1 or more
 * @param shiftSize 0..memorySize; what is moved past the memory's end is lost, and never read
 * @param oldSize 0..memorySize
 * @param newSize 0..memorySize
 */
public record InPlace(int memorySize, int segmentSize, int shiftSize, int oldSize, int newSize) {

  /** Segments of the new image, the last one perhaps shorter. */
  public int segments() {
    return (int) (((long) newSize + segmentSize - 1) / segmentSize);
  }

  /** The first octet of the old image that segment {@code segment} may read. */
  public int readableFrom(int segment) {
    long memory = Math.max((segment + 1L) * segmentSize, shiftSize);
    return (int) Math.min(memory - shiftSize, Integer.MAX_VALUE);
  }

  /** Behind the last octet of the old image that is still there after the shift. */
  public int readableTo() {
    return Math.min(oldSize, memorySize - shiftSize);
  }
}
