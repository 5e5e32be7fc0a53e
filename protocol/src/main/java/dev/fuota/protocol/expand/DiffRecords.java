package dev.fuota.protocol.expand;

/**
 * The records of detools, which make {@code size} octets: diff length and that many octets to add
 * to the old image, extra length and that many octets as they are, then how far to move in the old
 * image, never out of it. The last move is there, too.
 */
final class DiffRecords {
  /** Makers write none of them in a row; each costs work without making anything. */
  static final int EMPTY_RECORDS_MAX = 16;

  private final OctetStream in;
  private final OldImage old;
  private final int readableFrom;
  private final int readableTo;
  private int left;
  private long position;
  private int diffLeft;
  private int extraLeft;
  private int emptyRecords;
  private boolean inRecord;

  /**
   * Starts at {@code readableFrom} in the old image.
   *
   * @param readableTo behind the last octet of the old image that may be read
   */
  DiffRecords(OctetStream in, OldImage old, int readableFrom, int readableTo, int size) {
    this.in = in;
    this.old = old;
    this.readableFrom = readableFrom;
    this.readableTo = readableTo;
    this.position = readableFrom;
    this.left = size;
    long preprocessed = size == 0 ? 0 : SizeField.signed(in);
    if (preprocessed != 0) {
      throw ExpandFault.unknown("detools patches with pre-processed code are not supported");
    }
  }

  /** The next octet of the {@code size}, or {@link OctetStream#END}. */
  int next() {
    while (diffLeft == 0 && extraLeft == 0) {
      if (inRecord) {
        endRecord();
      }
      if (left == 0) {
        return OctetStream.END;
      }
      startRecord();
    }
    if (diffLeft > 0) {
      diffLeft--;
      left--;
      int octet = PatchInput.need(in, "diff");
      int result = octet + old.at((int) position) & 0xff;
      position++;
      if (diffLeft == 0) {
        extraLeft = length("extra");
      }
      return result;
    }
    extraLeft--;
    left--;
    return PatchInput.need(in, "extra");
  }

  private void startRecord() {
    inRecord = true;
    diffLeft = length("diff");
    if (diffLeft == 0) {
      extraLeft = length("extra");
      countEmpty();
    } else if (position + diffLeft > readableTo) {
      throw ExpandFault.bad("a diff of " + diffLeft + " octets at " + position + readable());
    }
  }

  private String readable() {
    return " leaves the octets of the old image that may be read, "
        + readableFrom
        + " to "
        + readableTo;
  }

  private void countEmpty() {
    emptyRecords = extraLeft == 0 ? emptyRecords + 1 : 0;
    if (emptyRecords > EMPTY_RECORDS_MAX) {
      throw ExpandFault.bad("more than " + EMPTY_RECORDS_MAX + " empty records in a row");
    }
  }

  private int length(String what) {
    long length = SizeField.signed(in);
    if (length < 0 || length > left) {
      throw ExpandFault.bad(
          "a record has " + length + " octets of " + what + ", the image lacks only " + left);
    }
    return (int) length;
  }

  private void endRecord() {
    inRecord = false;
    // A size field and a position are so short that their sum stays far below 2^63.
    position += SizeField.signed(in);
    if (position < readableFrom || position > Math.max(readableFrom, readableTo)) {
      throw ExpandFault.bad("a move to " + position + readable());
    }
  }
}
