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

  /** Takes what comes out of the chain before its end, which nobody reads. */
  private static final ThreadLocal<byte[]> PASSED = ThreadLocal.withInitial(() -> new byte[CHUNK]);

  private final BlockCipher chain;
  private final byte[] wholeLastBlock; // K1 of RFC 4493
  private final byte[] paddedLastBlock; // K2
  private final byte[] lastBlock = new byte[BLOCK];
  private final byte[] code = new byte[BLOCK];
  private int held; // octets in lastBlock: a block is only chained when another one follows

  public Cmac(AesKey key) {
    this.chain = BlockCipher.chaining(key);
    chain.last(lastBlock, code);
    this.wholeLastBlock = doubled(code);
    this.paddedLastBlock = doubled(wholeLastBlock);
  }

  /** All 16 octets of the code. */
  public Bytes code(Bytes message) {
    update(message.toArray(), 0, message.length());
    return finish();
  }

  /** The first four octets of the code, the first one in the highest bits. */
  public int mic(byte[] message, int at, int length) {
    update(message, at, length);
    end();
    return (code[0] & 0xff) << 24
        | (code[1] & 0xff) << 16
        | (code[2] & 0xff) << 8
        | (code[3] & 0xff);
  }

  /** The next octets of a message that comes in parts; {@link #finish} ends it. */
  public void update(byte[] message, int at, int length) {
    int first = held == 0 ? 0 : Math.min(BLOCK - held, length);
    hold(message, at, first);
    if (first < length) {
      if (held == BLOCK) {
        chain.next(lastBlock, 0, BLOCK, PASSED.get(), 0);
        held = 0;
      }
      chainButLast(message, at + first, length - first);
    }
  }

  /** All 16 octets of the code of the message that came; the next one can begin. */
  public Bytes finish() {
    end();
    return Bytes.of(code);
  }

  private void chainButLast(byte[] message, int at, int length) {
    int last = (length - 1) / BLOCK * BLOCK; // where the last block begins
    byte[] passed = PASSED.get();
    for (int done = 0; done < last; done += CHUNK) {
      chain.next(message, at + done, Math.min(CHUNK, last - done), passed, 0);
    }
    hold(message, at + last, length - last);
  }

  private void hold(byte[] message, int at, int length) {
    System.arraycopy(message, at, lastBlock, held, length);
    held += length;
  }

  private void end() {
    Arrays.fill(lastBlock, held, BLOCK, (byte) 0);
    if (held < BLOCK) {
      lastBlock[held] = (byte) 0x80;
    }
    byte[] subkey = held < BLOCK ? paddedLastBlock : wholeLastBlock;
    for (int i = 0; i < BLOCK; i++) {
      lastBlock[i] ^= subkey[i];
    }
    chain.last(lastBlock, code);
    held = 0;
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
