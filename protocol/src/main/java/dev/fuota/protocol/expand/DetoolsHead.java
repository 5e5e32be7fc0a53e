package dev.fuota.protocol.expand;

import java.util.Optional;

/**
 * The part of a detools patch that is not compressed. Octet 0: bits 6..4 type, 3..0 compression;
 * then size fields: of a sequential patch the new size, of one in place memory, segment, shift, old
 * and new size.
 *
 * @param inPlace empty for a sequential patch
 * @param newSize octets of the new image
 */
record DetoolsHead(DetoolsCompression compression, Optional<InPlace> inPlace, int newSize) {
  static final int SEQUENTIAL = 0;
  static final int IN_PLACE = 1;
  private static final int HDIFFPATCH = 2;

  /**
   * @throws ExpandFault if there is no such head
   */
  static DetoolsHead read(OctetStream in, int limit) {
    int first = PatchInput.need(in, "head of the patch");
    int type = first >> 4;
    if (type == HDIFFPATCH) {
      throw ExpandFault.unknown("detools patches of type hdiffpatch are not supported");
    }
    if (type != SEQUENTIAL && type != IN_PLACE) {
      throw ExpandFault.bad("detools has no patch of type " + type);
    }
    DetoolsCompression compression =
        DetoolsCompression.of(first & 0x0f)
            .orElseThrow(() -> ExpandFault.bad("detools has no compression " + (first & 0x0f)));
    if (type == SEQUENTIAL) {
      return new DetoolsHead(compression, Optional.empty(), newSize(in, limit));
    }
    InPlace inPlace = inPlace(in, limit);
    return new DetoolsHead(compression, Optional.of(inPlace), inPlace.newSize());
  }

  private static int newSize(OctetStream in, int limit) {
    long size = size(in, "new size");
    if (size > limit) {
      throw ExpandFault.tooLarge(size, limit);
    }
    return (int) size;
  }

  private static InPlace inPlace(OctetStream in, int limit) {
    int memory = (int) size(in, "memory size");
    long segment = size(in, "segment size");
    long shift = size(in, "shift size");
    long oldSize = size(in, "old size");
    int newSize = newSize(in, limit);
    if (segment == 0) {
      throw ExpandFault.bad("the segment size is 0");
    }
    requireMultiple("memory size", memory, segment);
    requireMultiple("shift size", shift, segment);
    requireFit("shift size", shift, memory);
    requireFit("old size", oldSize, memory);
    requireFit("new size", newSize, memory);
    return new InPlace(memory, (int) segment, (int) shift, (int) oldSize, newSize);
  }

  private static void requireMultiple(String what, long size, long segment) {
    if (size % segment != 0) {
      throw ExpandFault.bad(
          "the " + what + " " + size + " is no multiple of segments of " + segment);
    }
  }

  private static void requireFit(String what, long size, int memory) {
    if (size > memory) {
      throw ExpandFault.bad("the " + what + " " + size + " exceeds the memory size " + memory);
    }
  }

  private static long size(OctetStream in, String what) {
    long size = SizeField.signed(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw ExpandFault.bad("the " + what + " is " + size);
    }
    return size;
  }
}
