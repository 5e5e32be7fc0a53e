package dev.fuota.protocol.expand;

/**
 * Heatshrink 0.4: a stream of bits, most significant first. Tag 1 and 8 bits are a literal; tag 0,
 * {@code window} bits (distance - 1) and {@code lookahead} bits (length - 1) repeat output. Before
 * the first octet lies a window of zeros. The stream says neither its length nor where it ends: it
 * ends with up to seven bits of zeros that fill the last octet.
 */
final class HeatshrinkDecoder implements OctetStream {
  static final int WINDOW_MIN = 4;
  static final int WINDOW_MAX = 15;
  static final int LOOKAHEAD_MIN = 3;

  private final OctetStream in;
  private final int window;
  private final int lookahead;
  private final byte[] history;
  private int written;
  private int distance;
  private int repeat;
  private int current;
  private int bitsLeft;
  private boolean ended;
  private int partial;
  private int partialBits;

  HeatshrinkDecoder(OctetStream in, int window, int lookahead, RamBudget budget) {
    if (window < WINDOW_MIN
        || window > WINDOW_MAX
        || lookahead < LOOKAHEAD_MIN
        || lookahead >= window) {
      throw ExpandFault.bad("heatshrink has no window " + window + " with lookahead " + lookahead);
    }
    this.in = in;
    this.window = window;
    this.lookahead = lookahead;
    this.history = budget.take(1 << window);
  }

  /** Reads the parameter octet (window - 4) << 4 | (lookahead - 3) as detools writes it. */
  static HeatshrinkDecoder withParameter(int parameter, OctetStream in, RamBudget budget) {
    return new HeatshrinkDecoder(
        in, (parameter >> 4) + WINDOW_MIN, (parameter & 0x0f) + LOOKAHEAD_MIN, budget);
  }

  @Override
  public int next() {
    if (repeat == 0) {
      int tag = bits(1);
      if (tag == 1) {
        int literal = bits(Byte.SIZE);
        return literal == END ? cut() : put(literal);
      }
      if (tag == END || !reference()) {
        return END;
      }
    }
    repeat--;
    return put(history[(written - distance) & (history.length - 1)] & 0xff);
  }

  /** Reads where to repeat from; false at the end of the stream, whose last bits are padding. */
  private boolean reference() {
    int back = bits(window);
    int count = back == END ? END : bits(lookahead);
    if (count == END) {
      int cut = back == END ? 1 + partialBits : 1 + window + partialBits;
      if (cut >= Byte.SIZE || partial != 0 || back > 0) {
        throw ExpandFault.bad("the heatshrink stream ends inside a reference");
      }
      return false;
    }
    distance = back + 1;
    repeat = count + 1;
    return true;
  }

  private int put(int octet) {
    history[written & (history.length - 1)] = (byte) octet;
    written++;
    return octet;
  }

  private static int cut() {
    throw ExpandFault.bad("the heatshrink stream ends inside a literal");
  }

  /** The next {@code count} bits; {@link #END} if fewer are left. */
  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (bitsLeft == 0 && !refill()) {
        partial = value;
        partialBits = i;
        return END;
      }
      bitsLeft--;
      value = value << 1 | (current >> bitsLeft & 1);
    }
    return value;
  }

  private boolean refill() {
    int octet = ended ? END : in.next();
    ended = octet == END;
    current = ended ? 0 : octet;
    bitsLeft = ended ? 0 : Byte.SIZE;
    return !ended;
  }
}
