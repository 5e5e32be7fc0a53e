package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.Objects;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The key stream of an encrypted payload: AES-CTR with counter block 0 at the payload's first octet
 * (MCUboot, "Encrypted images"). Works at any offset, in both directions. Never printed.
 */
public final class PayloadCipher {
  private static final int BLOCK = 16;

  private final Bytes contentKey;

  PayloadCipher(Bytes contentKey) {
    this.contentKey = contentKey;
  }

  /** The AES key, 16 or 32 octets: what a bootloader keeps in its trailer during a swap. */
  public Bytes contentKey() {
    return contentKey;
  }

  /**
   * Encrypts or decrypts in place.
   *
   * @param payloadOffset of the first octet, from the payload's start
   */
  public void apply(long payloadOffset, byte[] octets, int at, int length) {
    Objects.checkFromIndexSize(at, length, octets.length);
    var aes = AESEngine.newInstance();
    aes.init(true, new KeyParameter(contentKey.toArray()));
    byte[] counter = new byte[BLOCK];
    byte[] stream = new byte[BLOCK];
    long block = -1;
    for (int i = 0; i < length; i++) {
      long offset = payloadOffset + i;
      if (offset / BLOCK != block) {
        block = offset / BLOCK;
        for (int j = 0; j < Long.BYTES; j++) {
          counter[BLOCK - 1 - j] = (byte) (block >>> (8 * j));
        }
        aes.processBlock(counter, 0, stream, 0);
      }
      octets[at + i] ^= stream[(int) (offset % BLOCK)];
    }
  }

  /**
   * A view of {@code source}, which holds {@code image}: the payload decrypted, all else as it is.
   */
  public ImageSource plain(Image image, ImageSource source) {
    int begin = image.header().hdrSize();
    int end = image.payloadEnd();
    return new ImageSource() {
      @Override
      public int length() {
        return source.length();
      }

      @Override
      public void read(int offset, byte[] into, int at, int length) {
        source.read(offset, into, at, length);
        int from = Math.max(offset, begin);
        int to = Math.min(offset + length, end);
        if (from < to) {
          apply((long) from - begin, into, at + (from - offset), to - from);
        }
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PayloadCipher cipher && cipher.contentKey.equals(contentKey);
  }

  @Override
  public int hashCode() {
    return contentKey.hashCode();
  }
}
