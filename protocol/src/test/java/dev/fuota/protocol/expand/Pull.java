package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;

/** Takes all that an expander gives. */
public final class Pull {
  private Pull() {}

  /** In pieces of {@code piece} octets; throws if the expander fails. */
  public static Bytes all(Expander expander, int piece) {
    Bytes octets = some(expander, piece);
    expander
        .failure()
        .ifPresent(
            refused -> {
              throw new AssertionError(refused);
            });
    return octets;
  }

  /** As far as it goes. */
  public static Bytes some(Expander expander, int piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] octets = new byte[piece];
    int count;
    do {
      count = expander.read(octets, 0, piece);
      out.write(octets, 0, count);
    } while (count == piece);
    return Bytes.of(out.toByteArray());
  }
}
