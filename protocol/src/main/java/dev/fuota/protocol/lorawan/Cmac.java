package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;

/**
 * AES-CMAC (RFC 4493) with one key: the last block of the message, masked with a subkey, chained to
 * all the others (CBC from a block of zeros on). The chain runs inside the cipher, which is several
 * times faster than to call it for each block.
 *
 * <p>Subkeys and scratch are made once; {@link #mic} allocates nothing. Not thread-safe: one per
 * owner.
 */
public final class Cmac {
  /** Octets of a CMAC that LoRaWAN sends: the first four. */
  public static final int MIC_LENGTH = 4;

  private static final int BLOCK = BlockCipher.BLOCK;
  private static final int CHUNK = 16 * BLOCK; // a whole data frame behind B0 but the last block

  private final BlockCipher chain;
  private final byte[] wholeLastBlock; // K1 of RFC 4493
  private final byte[] paddedLastBlock; // K2
  private final byte[] lastBlock = new byte[BLOCK];
  private final byte[] code = new byte[BLOCK];
  private final byte[] passed = new byte[CHUNK]; // what comes out of the chain before its end

  public Cmac(AesKey key) {
    this.chain = BlockCipher.chaining(key);
    chain.last(lastBlock, code);
    this.wholeLastBlock = doubled(code);
    this.paddedLastBlock = doubled(wholeLastBlock);
  }

  /** All 16 octets of the code. */
  public Bytes code(Bytes message) {
    run(message.toArray(), 0, message.length());
    return Bytes.of(code);
  }

  /** The first four octets of the code, the first one in the highest bits. */
  public int mic(byte[] message, int at, int length) {
    run(message, at, length);
    return (code[0] & 0xff) << 24
        | (code[1] & 0xff) << 16
        | (code[2] & 0xff) << 8
        | (code[3] & 0xff);
  }

  private void run(byte[] message, int at, int length) {
    int last = length == 0 ? 0 : (length - 1) / BLOCK * BLOCK; // where the last block begins
    for (int done = 0; done < last; done += CHUNK) {
      chain.next(message, at + done, Math.min(CHUNK, last - done), passed, 0);
    }
    maskLastBlock(message, at + last, length - last);
    chain.last(lastBlock, code);
  }

  private void maskLastBlock(byte[] message, int at, int length) {
    Arrays.fill(lastBlock, (byte) 0);
    System.arraycopy(message, at, lastBlock, 0, length);
    if (length < BLOCK) {
      lastBlock[length] = (byte) 0x80;
    }
    byte[] subkey = length < BLOCK ? paddedLastBlock : wholeLastBlock;
    for (int i = 0; i < BLOCK; i++) {
      lastBlock[i] ^= subkey[i];
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
