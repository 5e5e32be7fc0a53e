package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * bsdiff 4: {@code BSDIFF40}, three numbers of 8 octets (length of the control block, of the diff
 * block, new size; little-endian, bit 63 is the sign), then three bzip2 streams: control triples
 * (how many octets to add to the old image, how many to insert, how far to move), diff, extra.
 * Outside of the old image nothing is added: that is how the format defines it.
 */
final class BsdiffDecoder implements OctetStream {
  private static final byte[] MAGIC = "BSDIFF40".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 32;

  private final Bzip2Decoder control;
  private final Bzip2Decoder diff;
  private final Bzip2Decoder extra;
  private final OldImage old;
  private long left;
  private long position;
  private long move;
  private int addLeft;
  private int insertLeft;
  private int emptyRecords;
  private boolean ended;

  private BsdiffDecoder(
      Bzip2Decoder control, Bzip2Decoder diff, Bzip2Decoder extra, OldImage old, int newSize) {
    this.control = control;
    this.diff = diff;
    this.extra = extra;
    this.old = old;
    this.left = newSize;
  }

  static BsdiffDecoder open(ImageSource patch, ImageSource old, int limit, RamBudget budget) {
    if (patch.length() < HEAD) {
      throw ExpandFault.bad("a bsdiff patch begins with " + HEAD + " octets");
    }
    byte[] head = budget.take(HEAD);
    patch.read(0, head, 0, HEAD);
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, head, 0, MAGIC.length)) {
      throw ExpandFault.bad("no bsdiff patch: it does not begin with BSDIFF40");
    }
    ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long controlLength = number(fields.getLong(8));
    long diffLength = number(fields.getLong(16));
    long newSize = number(fields.getLong(24));
    int blocks = patch.length() - HEAD;
    if (controlLength < 0
        || diffLength < 0
        || controlLength > blocks
        || diffLength > blocks - controlLength) {
      throw ExpandFault.bad(
          "blocks of " + controlLength + " and " + diffLength + " octets in " + blocks);
    }
    if (newSize < 0) {
      throw ExpandFault.bad("the new size is " + newSize);
    }
    if (newSize > limit) {
      throw ExpandFault.tooLarge(newSize, limit);
    }
    int diffAt = HEAD + (int) controlLength;
    int extraAt = diffAt + (int) diffLength;
    return new BsdiffDecoder(
        block(patch, HEAD, diffAt, budget),
        block(patch, diffAt, extraAt, budget),
        block(patch, extraAt, patch.length(), budget),
        new OldImage(old, old.length(), budget),
        (int) newSize);
  }

  private static Bzip2Decoder block(ImageSource patch, int from, int to, RamBudget budget) {
    return new Bzip2Decoder(new PatchInput(new Section(patch, from, to - from), budget), budget);
  }

  /** Sign and magnitude. */
  private static long number(long word) {
    return word < 0 ? -(word & Long.MAX_VALUE) : word;
  }

  @Override
  public int next() {
    while (addLeft == 0 && insertLeft == 0) {
      if (left == 0) {
        finish();
        return END;
      }
      nextTriple();
    }
    left--;
    if (addLeft > 0) {
      addLeft--;
      int octet = PatchInput.need(diff, "diff block") + oldAt(position) & 0xff;
      position += addLeft == 0 && insertLeft == 0 ? 1 + move : 1;
      return octet;
    }
    insertLeft--;
    position += insertLeft == 0 ? move : 0;
    return PatchInput.need(extra, "extra block");
  }

  private int oldAt(long at) {
    return at < 0 || at >= old.length() ? 0 : old.at((int) at);
  }

  private void nextTriple() {
    addLeft = length("diff");
    left -= addLeft;
    insertLeft = length("extra");
    left += addLeft;
    move = take();
    if (Math.abs(move) > Integer.MAX_VALUE || Math.abs(position) > Integer.MAX_VALUE) {
      throw ExpandFault.bad("a move by " + move + " from " + position + " in the old image");
    }
    if (addLeft == 0 && insertLeft == 0) {
      position += move;
      if (++emptyRecords > DiffRecords.EMPTY_RECORDS_MAX) {
        throw ExpandFault.bad(
            "more than " + DiffRecords.EMPTY_RECORDS_MAX + " empty records in a row");
      }
    } else {
      emptyRecords = 0;
    }
  }

  private int length(String what) {
    long length = take();
    if (length < 0 || length > left) {
      throw ExpandFault.bad(
          "a record has " + length + " octets of " + what + ", the image lacks only " + left);
    }
    return (int) length;
  }

  private long take() {
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word |= (long) PatchInput.need(control, "control block") << (Byte.SIZE * i);
    }
    return number(word);
  }

  private void finish() {
    if (!ended) {
      ended = true;
      PatchInput.requireEnd(control, "last control triple");
      PatchInput.requireEnd(diff, "last octet of the diff");
      PatchInput.requireEnd(extra, "last octet of the extra block");
    }
  }
}
