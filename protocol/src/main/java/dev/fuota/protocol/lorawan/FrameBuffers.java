package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where frames are made and opened: one for each thread, since a hundred thousand sessions with
 * buffers of their own would need more memory than their keys.
 *
 * <pre>
 * B0  49 | 00 00 00 00                   | dir | DevAddr 4 | FCnt 4 | 00 | octets of the message
 * B1  49 | ConfFCnt 2 | TxDr 1 | TxCh 1  | dir | DevAddr 4 | FCnt 4 | 00 | octets of the message
 * Ai  01 | 00 00 00 | FOpts 1            | dir | DevAddr 4 | FCnt 4 | 00 | i, from 1
 * </pre>
 */
final class FrameBuffers { // MAC-015, MAC-016
  static final int BLOCK = BlockCipher.BLOCK;
  private static final int CONTEXT_AT = 1;
  private static final int F_OPTS_AT = 4;
  private static final int DIRECTION_AT = 5;
  private static final int DEV_ADDR_AT = 6;
  private static final int F_CNT_AT = 10;
  private static final int LAST_AT = 15;
  private static final int BLOCKS_MAX = 16;
  private static final ThreadLocal<FrameBuffers> OF_THREAD =
      ThreadLocal.withInitial(FrameBuffers::new);

  /** B0 or B1, then the frame. */
  final byte[] message = new byte[BLOCK + DataFrame.LENGTH_MAX];

  final ByteBuffer messageOut = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);

  /** A1, A2, ... */
  private final byte[] counterBlocks = new byte[BLOCKS_MAX * BLOCK];

  private final byte[] keyStream = new byte[BLOCKS_MAX * BLOCK];
  private final ByteBuffer counterBlocksOut =
      ByteBuffer.wrap(counterBlocks).order(ByteOrder.LITTLE_ENDIAN);

  private final KeyCiphers.Known ciphers = new KeyCiphers.Known();

  /** Nothing at first: there is no frame of no octets. */
  Opened opened = new Opened(null, 0, Bytes.EMPTY, Bytes.EMPTY);

  /**
   * The frame of LoRaWAN 1.0.x that was opened last. The next session of the thread that hears the
   * same octets with the same keys and counter finds the same in it.
   *
   * @param keys null before the first one
   * @param phyPayload with the address
   * @param payload what was in it
   */
  record Opened(@Nullable SessionKeys keys, long fCnt32, Bytes phyPayload, Bytes payload) {
    boolean isSame(SessionKeys otherKeys, long otherCount, Bytes otherFrame) {
      return fCnt32 == otherCount && phyPayload.equals(otherFrame) && otherKeys.equals(keys);
    }
  }

  private FrameBuffers() {
    message[0] = 0x49;
    for (int i = 0; i < BLOCKS_MAX; i++) {
      counterBlocks[i * BLOCK] = 0x01;
      counterBlocks[i * BLOCK + LAST_AT] = (byte) (i + 1);
    }
  }

  static FrameBuffers ofThread() {
    return OF_THREAD.get();
  }

  /** The ciphers of a key, of this thread. */
  KeyCiphers ciphers(AesKey key) {
    return ciphers.of(key);
  }

  /** Makes the first block B0 of a message of {@code length} octets. */
  void fillB0(DevAddr devAddr, boolean up, int fCnt, int length) {
    messageOut.putInt(CONTEXT_AT, 0);
    message[DIRECTION_AT] = direction(up);
    messageOut.putInt(DEV_ADDR_AT, devAddr.value());
    messageOut.putInt(F_CNT_AT, fCnt);
    message[LAST_AT] = (byte) length;
  }

  /** Puts what LoRaWAN 1.1 has in B1, and partly in B0: little-endian, ConfFCnt in the low bits. */
  void putContext(int context) {
    messageOut.putInt(CONTEXT_AT, context);
  }

  /** Encrypts or decrypts {@code length} octets of the message in place; both are the same. */
  void crypt(Aes128 aes, DevAddr devAddr, boolean up, int fCnt, int at, int length) {
    int streamLength = (length + BLOCK - 1) / BLOCK * BLOCK;
    for (int block = 0; block < streamLength; block += BLOCK) {
      fillA(block, devAddr, up, fCnt);
    }
    xor(aes, at, length, streamLength);
  }

  /** The same with the one block for FOpts, which has {@code counter} in it. */
  void cryptFOpts(
      Aes128 aes, DevAddr devAddr, boolean up, int fCnt, int at, int length, int counter) {
    fillA(0, devAddr, up, fCnt);
    counterBlocks[F_OPTS_AT] = (byte) counter;
    xor(aes, at, length, BLOCK);
    counterBlocks[F_OPTS_AT] = 0;
  }

  private void fillA(int block, DevAddr devAddr, boolean up, int fCnt) {
    counterBlocks[block + DIRECTION_AT] = direction(up);
    counterBlocksOut.putInt(block + DEV_ADDR_AT, devAddr.value());
    counterBlocksOut.putInt(block + F_CNT_AT, fCnt);
  }

  private void xor(Aes128 aes, int at, int length, int streamLength) {
    aes.encrypt(counterBlocks, 0, streamLength, keyStream, 0);
    for (int i = 0; i < length; i++) {
      message[at + i] ^= keyStream[i];
    }
  }

  private static byte direction(boolean up) {
    return (byte) (up ? 0 : 1);
  }
}
