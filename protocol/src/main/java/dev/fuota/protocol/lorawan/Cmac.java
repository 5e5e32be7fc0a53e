package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;

/**
 * AES-CMAC (RFC 4493) with one key. Subkeys and scratch are made once; nothing is allocated per
 * message by {@link #mic}. Not thread-safe: one per owner.
 */
public final class Cmac {
  /** Octets of a CMAC that LoRaWAN sends: the first four. */
  public static final int MIC_LENGTH = 4;

  private static final int BLOCK = Aes128.BLOCK;

  private final Aes128 aes;
  private final byte[] wholeLastBlock; // K1 of RFC 4493
  private final byte[] paddedLastBlock; // K2
  private final byte[] block = new byte[BLOCK];
  private final byte[] state = new byte[BLOCK];

  /** Codes under the key of {@code aes}, which the owner may use elsewhere too. */
  public Cmac(Aes128 aes) {
    this.aes = aes;
    aes.encrypt(block, 0, BLOCK, state, 0);
    this.wholeLastBlock = doubled(state);
    this.paddedLastBlock = doubled(wholeLastBlock);
  }

  /** All 16 octets of the code. */
  public Bytes code(Bytes message) {
    run(message.toArray(), 0, message.length());
    return Bytes.of(state);
  }

  /** The first four octets of the code, the first one in the highest bits. */
  public int mic(byte[] message, int at, int length) {
    run(message, at, length);
    return (state[0] & 0xff) << 24
        | (state[1] & 0xff) << 16
        | (state[2] & 0xff) << 8
        | (state[3] & 0xff);
  }

  private void run(byte[] message, int at, int length) {
    Arrays.fill(state, (byte) 0);
    int last = length == 0 ? 0 : (length - 1) / BLOCK * BLOCK; // where the last block begins
    for (int i = 0; i < last; i += BLOCK) {
      chain(message, at + i, BLOCK);
      aes.encrypt(block, 0, BLOCK, state, 0);
    }
    chain(message, at + last, length - last);
    closeLastBlock(length - last);
    aes.encrypt(block, 0, BLOCK, state, 0);
  }

  /** The next block: up to 16 octets of the message, mixed with what came before. */
  private void chain(byte[] message, int at, int length) {
    System.arraycopy(state, 0, block, 0, BLOCK);
    for (int i = 0; i < length; i++) {
      block[i] ^= message[at + i];
    }
  }

  private void closeLastBlock(int length) {
    byte[] subkey = length == BLOCK ? wholeLastBlock : paddedLastBlock;
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= subkey[i];
    }
    if (length < BLOCK) {
      block[length] ^= (byte) 0x80;
    }
  }

  /** Multiplication by x in GF(2^128), the most significant octet first. */
  private static byte[] doubled(byte[] block) {
    byte[] twice = new byte[BLOCK];
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int shifted = (block[i] & 0xff) << 1 | carry;
      twice[i] = (byte) shifted;
      carry = shifted >> 8;
    }
    if (carry != 0) {
      twice[BLOCK - 1] ^= (byte) 0x87;
    }
    return twice;
  }
}
