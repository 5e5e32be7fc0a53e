package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;

/**
 * JojoDiff 0.8: operations behind an escape octet. Data runs on until the next escape with an
 * operation; an escape with anything else is data, two escapes are one. MOD is implied at the start
 * and after EQL, DEL and BKT. The patch knows neither its result's length nor a check of it.
 *
 * <p>MOD inside of MOD and INS inside of INS are refused: JojoDiff takes both octets as data,
 * janpatch as an operation, and JojoDiff never writes them.
 */
final class JojoDecoder implements OctetStream {
  private static final int ESC = 0xa7;
  private static final int MOD = 0xa6;
  private static final int INS = 0xa5;
  private static final int DEL = 0xa4;
  private static final int EQL = 0xa3;
  private static final int BKT = 0xa2;
  private static final int NONE = -2;

  private final OctetStream in;
  private final OldImage old;
  private long position;
  private int equalLeft;
  private int running = NONE;
  private int pending = NONE;
  private int idle;

  private JojoDecoder(OctetStream in, OldImage old) {
    this.in = in;
    this.old = old;
  }

  static JojoDecoder open(ImageSource patch, ImageSource old, RamBudget budget) {
    if (patch.length() == 0) {
      throw ExpandFault.bad("the patch is empty");
    }
    return new JojoDecoder(new PatchInput(patch, budget), new OldImage(old, old.length(), budget));
  }

  @Override
  public int next() {
    while (true) {
      if (equalLeft > 0) {
        equalLeft--;
        return old.at((int) position++);
      }
      if (pending != NONE) {
        int octet = pending;
        pending = NONE;
        return data(octet);
      }
      int octet = in.next();
      if (octet != ESC) {
        return octet == END ? END : data(octet);
      }
      int operation = PatchInput.need(in, "operation behind an escape");
      if (operation == ESC) {
        return data(ESC);
      }
      if (operation < BKT || operation > MOD) {
        pending = operation;
        return data(ESC);
      }
      operate(operation);
    }
  }

  private int data(int octet) {
    idle = 0;
    running = running == NONE ? MOD : running;
    position += running == MOD ? 1 : 0;
    return octet;
  }

  private void operate(int operation) {
    if (++idle > DiffRecords.EMPTY_RECORDS_MAX) {
      throw ExpandFault.bad(
          "more than " + DiffRecords.EMPTY_RECORDS_MAX + " operations in a row make nothing");
    }
    if (operation == running) {
      throw ExpandFault.bad("an operation inside itself: it is data to some, and not to others");
    }
    running = operation == MOD || operation == INS ? operation : NONE;
    if (operation == EQL) {
      equal(length());
    } else if (operation == DEL) {
      move(length());
    } else if (operation == BKT) {
      move(-length());
    }
  }

  private void equal(long count) {
    if (count > old.length() - position) {
      throw ExpandFault.bad(
          count + " equal octets at " + position + ", the old image has " + old.length());
    }
    equalLeft = (int) count;
    idle = 0;
  }

  private void move(long by) {
    position += by;
    if (position < 0 || position > old.length()) {
      throw ExpandFault.bad(
          "a move to " + position + ", the old image has " + old.length() + " octets");
    }
  }

  /** 0..251: 1..252; 252: u8 + 253; 253: u16; 254: u32; 255: u64; big-endian. */
  private long length() {
    int first = PatchInput.need(in, "length");
    if (first < 252) {
      return first + 1L;
    }
    if (first == 252) {
      return PatchInput.need(in, "length") + 253L;
    }
    long length = 0;
    for (int octets = 1 << (first - 252); octets > 0; octets--) {
      if (length >> 40 != 0) {
        throw ExpandFault.bad("a length of more than 48 bits");
      }
      length = length << 8 | PatchInput.need(in, "length");
    }
    return length;
  }
}
