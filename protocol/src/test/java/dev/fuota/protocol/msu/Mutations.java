package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Datagrams that are nearly messages. */
final class Mutations {
  private static final byte[] EDGES = {0, 1, 0x1f, 0x20, 0x21, 0x7f, (byte) 0x80, (byte) 0xff};

  private final SplittableRandom random;

  Mutations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A message of some type with up to four changes. */
  Bytes next(List<Bytes> messages) {
    byte[] octets = messages.get(random.nextInt(messages.size())).toArray();
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      octets = change(octets);
    }
    return Bytes.of(octets);
  }

  private byte[] change(byte[] octets) {
    if (octets.length == 0) {
      return new byte[random.nextInt(100)];
    }
    int at = random.nextInt(octets.length);
    switch (random.nextInt(7)) {
      case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> octets[at] = EDGES[random.nextInt(EDGES.length)];
      case 2 -> octets[at] = (byte) random.nextInt(256);
      case 3 -> octets[random.nextInt(Math.min(12, octets.length))]++;
      case 4 -> Arrays.fill(octets, at, octets.length, (byte) 0);
      case 5 -> {
        return Arrays.copyOf(octets, at);
      }
      default -> {
        return Arrays.copyOf(octets, Math.min(1500, octets.length + random.nextInt(100)));
      }
    }
    return octets;
  }
}
