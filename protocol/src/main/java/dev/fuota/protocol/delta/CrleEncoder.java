package dev.fuota.protocol.delta;

import java.io.ByteArrayOutputStream;

/** The conditional run-length code of detools; see the decoder for its form. */
final class CrleEncoder {
  private static final int LITERAL = 0;
  private static final int REPEATED = 1;

  /** Shorter runs cost more than they save. */
  private static final int RUN_MIN = 6;

  private CrleEncoder() {}

  static byte[] encode(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int literals = 0;
    int at = 0;
    while (at < plain.length) {
      int run = run(plain, at);
      if (run >= RUN_MIN) {
        putLiterals(out, plain, literals, at);
        out.write(REPEATED);
        SizeWriter.unsigned(out, run);
        out.write(plain[at]);
        literals = at + run;
      }
      at += run;
    }
    putLiterals(out, plain, literals, plain.length);
    return out.toByteArray();
  }

  private static int run(byte[] plain, int at) {
    int end = at + 1;
    while (end < plain.length && plain[end] == plain[at]) {
      end++;
    }
    return end - at;
  }

  private static void putLiterals(ByteArrayOutputStream out, byte[] plain, int from, int to) {
    if (to > from) {
      out.write(LITERAL);
      SizeWriter.unsigned(out, to - from);
      out.write(plain, from, to - from);
    }
  }
}
