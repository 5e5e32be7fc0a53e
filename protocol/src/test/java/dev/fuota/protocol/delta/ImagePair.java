package dev.fuota.protocol.delta;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/**
 * An old image and a new one that came out of it as programs do: blocks moved, inserted, dropped,
 * single octets changed.
 */
record ImagePair(Bytes old, Bytes fresh) {
  static ImagePair of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] old = text(random, random.nextInt(6000));
    ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      fresh.writeBytes(piece(random, old));
    }
    return new ImagePair(Bytes.of(old), Bytes.of(fresh.toByteArray()));
  }

  private static byte[] piece(SplittableRandom random, byte[] old) {
    if (old.length == 0 || random.nextInt(4) == 0) {
      return text(random, random.nextInt(300));
    }
    int from = random.nextInt(old.length);
    byte[] piece = new byte[random.nextInt(Math.min(1200, old.length - from) + 1)];
    System.arraycopy(old, from, piece, 0, piece.length);
    for (int i = random.nextInt(20); i > 0 && piece.length > 0; i--) {
      piece[random.nextInt(piece.length)] += (byte) random.nextInt(4);
    }
    return piece;
  }

  /** Of few different octets, with runs, as code has them. */
  private static byte[] text(SplittableRandom random, int length) {
    byte[] text = new byte[length];
    int at = 0;
    while (at < length) {
      int run = Math.min(length - at, random.nextInt(10) == 0 ? random.nextInt(200) : 1);
      byte octet = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(8));
      for (int i = 0; i < run; i++) {
        text[at++] = octet;
      }
    }
    return text;
  }
}
