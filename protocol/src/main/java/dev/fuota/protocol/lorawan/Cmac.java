package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;

/**
 * AES-CMAC (RFC 4493) with one key: the last block of the message, masked with a subkey, chained to
 * all the others (CBC from a block of zeros on). The chain runs inside the cipher, which is several
 * times faster than to call it for each block.
 *
 * <p>To start the chain of a cipher anew costs more than a short message. So it runs on from
 * message to message, and what it holds of the one before, which is its code, is cancelled in the
 * first block of the next.
 *
 * <p>Subkeys are made once; {@link #mic} allocates nothing. Not thread-safe: one per owner.
 */
public final class Cmac {
  /** Octets of a CMAC that LoRaWAN sends: the first four. */
  public static final int MIC_LENGTH = 4;

  private static final int BLOCK = BlockCipher.BLOCK;
  private static final int WHOLE_MAX = 17 * BLOCK; // B0, and a data frame
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final BlockCipher chain;
  private final byte[] wholeLastBlock; // K1 of RFC 4493
  private final byte[] paddedLastBlock; // K2
  private final byte[] lastBlock = new byte[BLOCK];
  private final byte[] code = new byte[BLOCK]; // of the message before, until the next one ends
  private int held; // octets in lastBlock: a block is only chained when another one follows
  private boolean begun; // whether a block of the message is in the chain

  /** What goes into the chain and comes out of it: one for each thread. */
  private static final class Scratch {
    private final byte[] in = new byte[WHOLE_MAX];
    private final byte[] out = new byte[WHOLE_MAX];
  }

  public Cmac(AesKey key) {
    this.chain = BlockCipher.chaining(key);
    chain.next(lastBlock, 0, BLOCK, code, 0);
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
    if (length > 0 && length <= WHOLE_MAX) {
      whole(message, at, length);
    } else {
      update(message, at, length);
      end();
    }
    return (code[0] & 0xff) << 24
        | (code[1] & 0xff) << 16
        | (code[2] & 0xff) << 8
        | (code[3] & 0xff);
  }

  /** All in one call of the cipher: the calls take most of the time of a short message. */
  private void whole(byte[] message, int at, int length) {
    Scratch scratch = SCRATCH.get();
    int padded = (length + BLOCK - 1) / BLOCK * BLOCK;
    System.arraycopy(message, at, scratch.in, 0, length);
    Arrays.fill(scratch.in, length, padded, (byte) 0);
    if (length < padded) {
      scratch.in[length] = (byte) 0x80;
    }
    xor(scratch.in, 0, code);
    xor(scratch.in, padded - BLOCK, length < padded ? paddedLastBlock : wholeLastBlock);
    chain.next(scratch.in, 0, padded, scratch.out, 0);
    System.arraycopy(scratch.out, padded - BLOCK, code, 0, BLOCK);
  }

  /** The next octets of a message that comes in parts; {@link #finish} ends it. */
  public void update(byte[] message, int at, int length) {
    int first = held == 0 ? 0 : Math.min(BLOCK - held, length);
    hold(message, at, first);
    if (first < length) {
      if (held == BLOCK) {
        begin(lastBlock);
        chain.next(lastBlock, 0, BLOCK, SCRATCH.get().out, 0);
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
    Scratch scratch = SCRATCH.get();
    for (int done = 0; done < last; done += WHOLE_MAX) {
      int part = Math.min(WHOLE_MAX, last - done);
      System.arraycopy(message, at + done, scratch.in, 0, part);
      begin(scratch.in);
      chain.next(scratch.in, 0, part, scratch.out, 0);
    }
    hold(message, at + last, length - last);
  }

  /** Cancels what the chain holds of the message before. */
  private void begin(byte[] firstBlock) {
    if (!begun) {
      xor(firstBlock, 0, code);
      begun = true;
    }
  }

  private static void xor(byte[] octets, int at, byte[] block) {
    for (int i = 0; i < BLOCK; i++) {
      octets[at + i] ^= block[i];
    }
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
    xor(lastBlock, 0, held < BLOCK ? paddedLastBlock : wholeLastBlock);
    begin(lastBlock);
    chain.next(lastBlock, 0, BLOCK, code, 0);
    begun = false;
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
