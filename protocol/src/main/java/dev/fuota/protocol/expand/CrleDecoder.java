package dev.fuota.protocol.expand;

/**
 * The conditional run-length code of detools: kind 0 is a length and that many octets, kind 1 a
 * length and one octet to repeat; lengths are unsigned, seven bits an octet, low ones first.
 */
final class CrleDecoder implements OctetStream {
  private static final int LITERAL = 0;
  private static final int REPEATED = 1;

  private final OctetStream in;
  private int kind;
  private int left;
  private int repeated;

  CrleDecoder(OctetStream in) {
    this.in = in;
  }

  @Override
  public int next() {
    while (left == 0) {
      if (!nextRun()) {
        return END;
      }
    }
    left--;
    return kind == LITERAL ? PatchInput.need(in, "literal run") : repeated;
  }

  private boolean nextRun() {
    kind = in.next();
    if (kind == END) {
      return false;
    }
    if (kind != LITERAL && kind != REPEATED) {
      throw ExpandFault.bad("crle has no run of kind " + kind);
    }
    long length = SizeField.unsigned(in);
    if (length > Integer.MAX_VALUE) {
      throw ExpandFault.bad("a crle run of " + length + " octets");
    }
    left = (int) length;
    repeated = kind == REPEATED ? PatchInput.need(in, "repeated run") : 0;
    return true;
  }
}
